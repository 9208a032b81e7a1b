/** What is in a folder, to choose from by hand or by keyboard: arrows, Shift, Space, Ctrl+A; Enter opens. */

import { shownFileName } from '@alongside/protocol';
import type { FolderEntry } from '@alongside/protocol';
import { formatBytes, formatDateTime, useTexts, useUiChoices } from '@alongside/ui';
import { IconArrowDown, IconArrowUp, IconFile, IconFileUnknown, IconFolder } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import classes from './folders.module.css';
import type { SortKey } from './sort-entries.ts';
import type { Pane } from './use-pane.ts';

export type Side = 'yours' | 'theirs';
/** What is dragged from one pane is known by its side; nothing of it leaves the window. */
export const DRAG_TYPES: Readonly<Record<Side, string>> = {
  yours: 'application/x-alongside-yours',
  theirs: 'application/x-alongside-theirs',
};

type FolderTableProps = {
  readonly side: Side;
  readonly pane: Pane;
  readonly onRename: () => void;
  readonly onRemove: () => void;
};

const ICONS = { folder: IconFolder, file: IconFile, other: IconFileUnknown } as const;

export function FolderTable({ side, pane, onRename, onRemove }: FolderTableProps) {
  const t = useTexts();
  const { at, onKeyDown, onPick } = useChoosing(pane, { onRename, onRemove });
  const { entries, chosen } = pane;
  const rows = useRef<HTMLDivElement>(null);
  return (
    <div className={classes.table}>
      <SortHead pane={pane} />
      <div
        ref={rows}
        className={classes.rows}
        role="listbox"
        tabIndex={0}
        aria-multiselectable
        aria-label={t(`folders.${side}`)}
        aria-activedescendant={entries[at] === undefined ? undefined : rowId(side, at)}
        onKeyDown={onKeyDown}
      >
        {entries.map((entry, index) => (
          <Row
            key={entry.name}
            id={rowId(side, index)}
            side={side}
            entry={entry}
            isChosen={chosen.has(entry.name)}
            isAt={index === at}
            onPick={(how) => {
              onPick(index, how);
            }}
            onOpen={() => {
              pane.enter(entry);
            }}
          />
        ))}
        {entries.length === 0 && pane.listing !== null && (
          <p className={classes.note}>{t('folders.empty')}</p>
        )}
        {pane.listing?.isCut === true && <p className={classes.note}>{t('folders.cut')}</p>}
      </div>
    </div>
  );
}

function rowId(side: Side, index: number): string {
  return `folder-${side}-${index}`;
}

function SortHead({ pane }: { readonly pane: Pane }) {
  const t = useTexts();
  const keys: readonly SortKey[] = ['name', 'size', 'changed'];
  const Arrow = pane.sort.down ? IconArrowDown : IconArrowUp;
  return (
    <div className={classes.head}>
      {keys.map((key) => (
        <button
          key={key}
          type="button"
          className={classes.sort}
          aria-pressed={pane.sort.key === key}
          onClick={() => {
            pane.sortBy(key);
          }}
        >
          {t(`folders.${key}`)}
          {pane.sort.key === key && <Arrow size={14} aria-hidden />}
        </button>
      ))}
    </div>
  );
}

export type Pick = 'only' | 'too' | 'up-to';

type RowProps = {
  readonly id: string;
  readonly side: Side;
  readonly entry: FolderEntry;
  readonly isChosen: boolean;
  readonly isAt: boolean;
  readonly onPick: (how: Pick) => void;
  readonly onOpen: () => void;
};

function Row({ id, side, entry, isChosen, isAt, onPick, onOpen }: RowProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const Icon = ICONS[entry.kind];
  const kind = entry.kind === 'folder' ? t('folders.kindFolder') : t('folders.kindOther');
  return (
    <div
      id={id}
      ref={(row) => {
        if (isAt) row?.scrollIntoView({ block: 'nearest' });
      }}
      className={classes.row}
      role="option"
      aria-selected={isChosen}
      data-at={isAt}
      data-kind={entry.kind}
      draggable={entry.kind !== 'other'}
      onDragStart={(event) => {
        if (!isChosen) onPick('only');
        event.dataTransfer.setData(DRAG_TYPES[side], '');
        event.dataTransfer.effectAllowed = 'copy';
      }}
      onClick={(event) => {
        onPick(event.shiftKey ? 'up-to' : event.ctrlKey || event.metaKey ? 'too' : 'only');
      }}
      onDoubleClick={onOpen}
    >
      <span className={classes.entry}>
        <Icon size={16} stroke={1.75} aria-hidden />
        <span className={classes.entryName}>{shownFileName(entry.name)}</span>
      </span>
      <span className={classes.figure}>{entry.size === null ? kind : formatBytes(lang, entry.size)}</span>
      <span className={classes.figure}>
        {entry.changedAt === null ? '' : formatDateTime(lang, entry.changedAt)}
      </span>
    </div>
  );
}

type Doing = { readonly onRename: () => void; readonly onRemove: () => void };

function useChoosing(pane: Pane, { onRename, onRemove }: Doing) {
  const { entries, chosen, choose } = pane;
  const [at, setAt] = useState(0);
  const [from, setFrom] = useState(0);
  const nameAt = (index: number): string[] => {
    const entry = entries[index];
    return entry === undefined || entry.kind === 'other' ? [] : [entry.name];
  };
  const onPick = (index: number, how: Pick): void => {
    setAt(index);
    if (how === 'up-to') {
      const [low, high] = [Math.min(from, index), Math.max(from, index)];
      const names = Array.from({ length: high - low + 1 }, (_, step) => nameAt(low + step));
      return choose(new Set(names.flat()));
    }
    setFrom(index);
    if (how === 'only') return choose(new Set(nameAt(index)));
    const [name] = nameAt(index);
    if (name === undefined) return;
    choose(new Set(chosen.has(name) ? [...chosen].filter((each) => each !== name) : [...chosen, name]));
  };
  const move = (to: number, isLong: boolean): void => {
    const index = Math.max(0, Math.min(entries.length - 1, to));
    onPick(index, isLong ? 'up-to' : 'only');
  };
  const keys: Readonly<Record<string, (event: React.KeyboardEvent) => void>> = {
    ArrowDown: (event) => {
      move(at + 1, event.shiftKey);
    },
    ArrowUp: (event) => {
      move(at - 1, event.shiftKey);
    },
    Home: (event) => {
      move(0, event.shiftKey);
    },
    End: (event) => {
      move(entries.length - 1, event.shiftKey);
    },
    ' ': () => {
      onPick(at, 'too');
    },
    Enter: () => {
      const entry = entries[at];
      if (entry !== undefined) pane.enter(entry);
    },
    Backspace: () => {
      const parent = pane.listing?.parent;
      if (parent != null) pane.open(parent);
    },
    F2: onRename,
    Delete: onRemove,
  };
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const isAll = event.code === 'KeyA' && (event.ctrlKey || event.metaKey);
    const act = keys[event.key];
    if (!isAll && act === undefined) return;
    event.preventDefault();
    if (isAll) choose(new Set(entries.flatMap((_, index) => nameAt(index))));
    else act?.(event);
  };
  return { at, onPick, onKeyDown };
}

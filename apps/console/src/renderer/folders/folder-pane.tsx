/** One side: where it is, what is in it, and what can be done there. */

import { ActionIcon, Checkbox, NativeSelect, TextInput, Tooltip } from '@mantine/core';
import { LoadingState, useTexts } from '@alongside/ui';
import { IconArrowUp, IconFolderPlus, IconPencil, IconRefresh, IconTrash } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { DRAG_TYPES, FolderTable } from './folder-table.tsx';
import type { Side } from './folder-table.tsx';
import type { FolderSource } from './folder-source.ts';
import classes from './folders.module.css';
import { PaneDialog } from './pane-dialog.tsx';
import type { PaneDialogKind } from './pane-dialog.tsx';
import type { Pane } from './use-pane.ts';

type FolderPaneProps = {
  readonly side: Side;
  readonly pane: Pane;
  readonly source: FolderSource;
  /** Whose: asked before anything of theirs is changed; null where it is one's own. */
  readonly customer: string | null;
  /** What was dragged here from the other side. */
  readonly onDropped: () => void;
};

export function FolderPane({ side, pane, source, customer, onDropped }: FolderPaneProps) {
  const t = useTexts();
  const titleId = useId();
  const [dialog, setDialog] = useState<PaneDialogKind | null>(null);
  const [isOver, setOver] = useState(false);
  const fromThere = DRAG_TYPES[side === 'yours' ? 'theirs' : 'yours'];
  const isOne = pane.chosen.size === 1;
  return (
    <section
      className={classes.pane}
      aria-labelledby={titleId}
      data-over={isOver}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(fromThere)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => {
        setOver(false);
      }}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer.types.includes(fromThere)) onDropped();
      }}
    >
      <div className={classes.paneHead}>
        <h3 className={classes.paneTitle} id={titleId}>
          {t(`folders.${side}`)}
        </h3>
        <div className={classes.tools}>
          <Tool
            label={t('folders.newFolder')}
            icon={<IconFolderPlus size={16} />}
            onClick={() => {
              setDialog('make');
            }}
          />
          <Tool
            label={t('folders.rename')}
            keys="F2"
            isOff={!isOne}
            icon={<IconPencil size={16} />}
            onClick={() => {
              setDialog('rename');
            }}
          />
          <Tool
            label={t('folders.remove')}
            keys="Delete"
            isOff={pane.chosen.size === 0}
            icon={<IconTrash size={16} />}
            onClick={() => {
              setDialog('remove');
            }}
          />
          <Tool label={t('folders.again')} icon={<IconRefresh size={16} />} onClick={pane.again} />
          <Checkbox
            size="xs"
            label={t('folders.hidden')}
            checked={pane.showsHidden}
            onChange={(event) => {
              pane.setShowsHidden(event.currentTarget.checked);
            }}
          />
          <span className={classes.count} aria-live="polite">
            {pane.chosen.size > 0 && t('folders.selected', { count: pane.chosen.size })}
          </span>
        </div>
      </div>
      <WayBar key={pane.listing?.path} pane={pane} />
      {pane.problem !== null && (
        <p className={classes.problem} role="alert">
          {pane.problem === 'declined'
            ? t('folders.declined', { name: customer ?? '' })
            : t(`folders.problem.${pane.problem}`)}
        </p>
      )}
      {pane.listing === null && pane.isLoading && <LoadingState />}
      {/* A page knows no folders of its own: it has no places to begin with. */}
      {side === 'yours' && pane.places.length === 0 && !pane.isLoading && pane.problem === null && (
        <p className={classes.note}>{t('folders.unableHere')}</p>
      )}
      {pane.listing !== null && (
        <FolderTable
          side={side}
          pane={pane}
          onRename={() => {
            if (isOne) setDialog('rename');
          }}
          onRemove={() => {
            if (pane.chosen.size > 0) setDialog('remove');
          }}
        />
      )}
      <PaneDialog
        kind={dialog}
        {...{ pane, source, customer }}
        onClose={() => {
          setDialog(null);
        }}
      />
    </section>
  );
}

type ToolProps = {
  readonly label: string;
  readonly keys?: string;
  readonly isOff?: boolean;
  readonly icon: React.ReactNode;
  readonly onClick: () => void;
};

function Tool({ label, keys, isOff = false, icon, onClick }: ToolProps) {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`}>
      <ActionIcon
        variant="default"
        aria-label={label}
        aria-keyshortcuts={keys}
        disabled={isOff}
        onClick={onClick}
      >
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}

function WayBar({ pane }: { readonly pane: Pane }) {
  const t = useTexts();
  const { places, listing, open } = pane;
  const path = listing?.path ?? '';
  const [typed, setTyped] = useState(path);
  const parent = listing?.parent ?? null;
  return (
    <form
      className={classes.way}
      onSubmit={(event) => {
        event.preventDefault();
        if (typed !== '') open(typed);
      }}
    >
      <NativeSelect
        size="xs"
        aria-label={t('folders.places')}
        value={places.some((place) => place.path === path) ? path : ''}
        data={[
          { value: '', label: t('folders.places') },
          ...places.map(({ kind, path: value }) => ({
            value,
            label: kind === 'drive' || kind === 'folder' ? value : t(`folders.place.${kind}`),
          })),
        ]}
        onChange={(event) => {
          if (event.currentTarget.value !== '') open(event.currentTarget.value);
        }}
      />
      <TextInput
        size="xs"
        className={classes.path}
        aria-label={t('folders.path')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
        }}
      />
      <Tool
        label={t('folders.up')}
        isOff={parent === null}
        icon={<IconArrowUp size={16} />}
        onClick={() => {
          if (parent !== null) open(parent);
        }}
      />
    </form>
  );
}

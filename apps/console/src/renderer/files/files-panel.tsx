/** What is shared with every customer, how far each of them is, and the end of it. */

import { Button, Tooltip, VisuallyHidden } from '@mantine/core';
import { unreachable } from '@alongside/protocol';
import type { Participant } from '@alongside/protocol';
import { EmptyState, FileProgress, formatBytes, useStore, useTexts, useUiChoices } from '@alongside/ui';
import type { Lang, Translate } from '@alongside/ui';
import { IconFile, IconFiles } from '@tabler/icons-react';
import { useRef } from 'react';
import { isMoving } from './file-share.ts';
import type { FileShare, SharedFile } from './file-share.ts';
import classes from './files-panel.module.css';

type FilesPanelProps = {
  readonly files: FileShare;
  readonly people: readonly Participant[];
  /** Stops seeing and controlling the screen, which files wait for; null where nothing is seen. */
  readonly onStopSharing: (() => void) | null;
  readonly onShare: (files: readonly File[]) => void;
  /** Opens the two panes; null where the site has none. */
  readonly onAdvanced: (() => void) | null;
};

export function FilesPanel({ files, people, onStopSharing, onShare, onAdvanced }: FilesPanelProps) {
  const t = useTexts();
  const all = useStore(files.store, (value) => value);
  const shared = all.filter(({ only }) => only === null);
  return (
    <div className={classes.panel}>
      {onAdvanced !== null && (
        <Tooltip label={t('folders.openHint')} multiline w={260}>
          <Button className={classes.advanced ?? ''} variant="default" size="xs" onClick={onAdvanced}>
            {t('folders.open')}
          </Button>
        </Tooltip>
      )}
      {shared.length > 0 && onStopSharing !== null && (
        <div className={classes.waits} role="status">
          <p className={classes.waitsText}>{t('files.waitsForScreen')}</p>
          <Button size="xs" onClick={onStopSharing}>
            {t('files.stopAndGoOn')}
          </Button>
        </div>
      )}
      {shared.length === 0 ? (
        <EmptyState
          icon={<IconFiles size={20} stroke={1.75} />}
          title={t('files.emptyTitle')}
          action={<ShareButton onShare={onShare} />}
        >
          {t('files.emptyHint')}
        </EmptyState>
      ) : (
        <>
          <ul className={classes.list} aria-label={t('files.offered')}>
            {shared.map((file) => (
              <SharedFileItem key={`${file.offer} ${file.file}`} shared={file} people={people} />
            ))}
          </ul>
          <footer className={classes.footer}>
            <Button variant="default" size="xs" onClick={() => files.end()}>
              {t('files.end')}
            </Button>
            <ShareButton onShare={onShare} />
          </footer>
        </>
      )}
    </div>
  );
}

function ShareButton({ onShare }: Pick<FilesPanelProps, 'onShare'>) {
  const t = useTexts();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <VisuallyHidden>
        <input
          ref={input}
          type="file"
          multiple
          tabIndex={-1}
          aria-hidden
          onChange={(event) => {
            const chosen = [...(event.currentTarget.files ?? [])];
            // The same once more is another choice.
            event.currentTarget.value = '';
            onShare(chosen);
          }}
        />
      </VisuallyHidden>
      <Button size="xs" onClick={() => input.current?.click()}>
        {t('files.share')}
      </Button>
    </>
  );
}

type SharedFileItemProps = { readonly shared: SharedFile; readonly people: readonly Participant[] };

function SharedFileItem({ shared, people }: SharedFileItemProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const nameOf = (id: string): string => people.find((person) => person.id === id)?.name ?? '';
  return (
    <li className={classes.file}>
      <IconFile className={classes.icon} size={18} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <span className={classes.name}>{shared.name}</span>
        <span className={classes.detail}>{formatBytes(lang, shared.size)}</span>
        {shared.takers.size === 0 && <span className={classes.detail}>{t('files.nobodyYet')}</span>}
        {[...shared.takers].map(([customer, told]) => {
          const name = nameOf(customer);
          const says = takerText(t, { lang, name, told, size: shared.size });
          return isMoving(told) ? (
            <FileProgress
              key={customer}
              label={t('files.progressOf', { name: shared.name })}
              bytes={told.bytes}
              size={shared.size}
              held={says}
            />
          ) : (
            <span key={customer} className={classes.detail} data-state={told.state}>
              {says}
            </span>
          );
        })}
      </div>
    </li>
  );
}

type Taker = SharedFile['takers'] extends ReadonlyMap<unknown, infer Told> ? Told : never;

function takerText(
  t: Translate,
  { lang, name, told, size }: { lang: Lang; name: string; told: Taker; size: number },
): string {
  switch (told.state) {
    case 'moving':
      return t('files.takerMoving', {
        name,
        done: formatBytes(lang, told.bytes),
        size: formatBytes(lang, size),
      });
    case 'paused':
      return t('files.takerPaused', { name });
    case 'waiting':
      return t('files.takerWaiting', { name });
    case 'saved':
      return t('files.takerSaved', { name });
    case 'cancelled':
      return t('files.takerCancelled', { name });
    case 'failed':
      return t('files.takerFailed', { name, why: t(`files.problem.${told.problem ?? 'stopped'}`) });
    default:
      return unreachable(told.state);
  }
}

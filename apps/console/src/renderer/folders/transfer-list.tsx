/** What moves between the two sides, and how it stands. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { shownFileName } from '@alongside/protocol';
import { FileProgress, formatBytes, useStore, useTexts, useUiChoices } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import { IconArrowLeft, IconArrowRight, IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import type { FolderDesk } from './folder-desk.ts';
import classes from './folders.module.css';
import type { Transfer } from './transfer-progress.ts';

type TransferListProps = {
  readonly desk: FolderDesk;
  readonly nameOf: (id: Transfer['customer']) => string;
};

export function TransferList({ desk, nameOf }: TransferListProps) {
  const t = useTexts();
  const transfers = useStore(desk.transfers, (all) => all);
  const isOver = ({ state }: Transfer): boolean => state === 'saved' || state === 'failed';
  return (
    <section className={classes.transfers} aria-labelledby="transfers">
      <header className={classes.transfersHead}>
        <h3 className={classes.paneTitle} id="transfers">
          {t('folders.transfers')}
        </h3>
        {transfers.some(isOver) && (
          <Button
            size="compact-xs"
            variant="subtle"
            onClick={() => {
              desk.clearOver();
            }}
          >
            {t('folders.clear')}
          </Button>
        )}
      </header>
      {transfers.length === 0 && <p className={classes.note}>{t('folders.noTransfers')}</p>}
      <ul className={classes.transferItems}>
        {transfers.toReversed().map((transfer) => (
          <TransferItem key={transfer.id} transfer={transfer} desk={desk} name={nameOf(transfer.customer)} />
        ))}
      </ul>
    </section>
  );
}

type TransferItemProps = {
  readonly transfer: Transfer;
  readonly desk: FolderDesk;
  readonly name: string;
};

function TransferItem({ transfer, desk, name }: TransferItemProps) {
  const t = useTexts();
  const { lang } = useUiChoices();
  const { way, names, count, bytes, state } = transfer;
  const Arrow = way === 'put' ? IconArrowRight : IconArrowLeft;
  const title = shownFileName(names[0] ?? '');
  const more = names.length > 1 ? ` +${names.length - 1}` : '';
  return (
    <li className={classes.transfer} data-state={state}>
      <Arrow size={16} stroke={1.75} aria-hidden />
      <div className={classes.words}>
        <span className={classes.entryName}>{`${title}${more}`}</span>
        <span className={classes.small}>
          {way === 'put' ? t('folders.toCustomer', { name }) : t('folders.fromCustomer', { name })}
          {count > 0 && ` · ${t('folders.total', { count, size: formatBytes(lang, bytes) })}`}
        </span>
        {state === 'moving' ? (
          <FileProgress
            label={t('files.progressOf', { name: title })}
            bytes={transfer.done}
            size={bytes}
            bytesPerSecond={transfer.bytesPerSecond}
            held={transfer.held === null ? null : HELD[transfer.held](t)}
          />
        ) : (
          <span className={classes.stands} data-state={state}>
            {standingOf(t, transfer, name)}
          </span>
        )}
      </div>
      <TransferButtons transfer={transfer} desk={desk} />
    </li>
  );
}

const HELD: Readonly<Record<NonNullable<Transfer['held']>, (t: Translate) => string>> = {
  paused: (t) => t('files.heldPaused'),
  sharing: (t) => t('folders.waits'),
  lost: (t) => t('files.heldLost'),
};

function standingOf(t: Translate, { state, way, folder, problem }: Transfer, name: string): string {
  if (state === 'asking') return t('folders.waitsForYes', { name });
  if (state === 'saved') return way === 'get' ? t('folders.savedHere', { folder }) : t('folders.savedThere');
  return problemText(t, problem, name);
}

function problemText(t: Translate, problem: Transfer['problem'], name: string): string {
  switch (problem) {
    case null:
      return '';
    case 'declined':
      return t('folders.declined', { name });
    case 'cancelled':
      return t('folders.cancelled');
    case 'gone':
    case 'not-allowed':
    case 'exists':
    case 'bad-name':
    case 'too-many':
    case 'failed':
    case 'no-answer':
      return t(`folders.problem.${problem}`);
    default:
      return t(`files.problem.${problem}`);
  }
}

function TransferButtons({ transfer, desk }: Pick<TransferItemProps, 'transfer' | 'desk'>) {
  const t = useTexts();
  const { id, state, way, held } = transfer;
  if (state !== 'asking' && state !== 'moving') return null;
  const isPaused = held === 'paused';
  const PauseIcon = isPaused ? IconPlayerPlay : IconPlayerPause;
  const pause = isPaused ? t('files.resume') : t('files.pause');
  return (
    <>
      {way === 'get' && state === 'moving' && (
        <Tooltip label={pause}>
          <ActionIcon
            variant="subtle"
            aria-label={pause}
            onClick={() => {
              desk.pause(id, !isPaused);
            }}
          >
            <PauseIcon size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      <Tooltip label={t('files.cancel')}>
        <ActionIcon
          variant="subtle"
          aria-label={t('files.cancel')}
          onClick={() => {
            desk.cancel(id);
          }}
        >
          <IconX size={16} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

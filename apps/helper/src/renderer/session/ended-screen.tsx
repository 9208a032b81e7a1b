/** The last screen: it is over, and what happened. */
import { useTexts, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import type { Receipt } from '../../contract/receipt-view.ts';
import { AppFrame } from '../look/app-frame.tsx';
import type { EndReason } from './life.ts';
import { ReceiptKeep, type ReceiptActions } from './receipt-keep.tsx';
import { ReceiptView } from './receipt-view.tsx';
import classes from './ended-screen.module.css';

type EndedScreenProps = {
  readonly reason: EndReason;
  readonly receipt: Receipt | null;
  readonly receiptActions: ReceiptActions;
  readonly onAgain: () => void;
  /** Null where the window is not ours to close (a browser's tab). */
  readonly onClose: (() => void) | null;
};

const REASONS: Readonly<Record<EndReason, ((t: Translate) => string) | null>> = {
  'ended-by-lead': (t) => t('helper.endedByLead'),
  'everyone-left': (t) => t('helper.endedEveryoneLeft'),
  removed: (t) => t('helper.endedRemoved'),
  refused: (t) => t('helper.endedRefused'),
  'relay-expired': (t) => t('helper.endedExpired'),
  replaced: (t) => t('helper.endedReplaced'),
  left: (t) => t('helper.endedLeft'),
  failed: null,
};

export function EndedScreen({ reason, receipt, receiptActions, onAgain, onClose }: EndedScreenProps) {
  const t = useTexts();
  return (
    <AppFrame
      foot={
        <div className={classes.buttons}>
          <Button onClick={onAgain}>{t('join.joinAgain')}</Button>
          {onClose !== null && (
            <Button variant="filled" onClick={onClose}>
              {t('join.closeWindow')}
            </Button>
          )}
        </div>
      }
    >
      <div className={classes.head}>
        <span className={classes.done} aria-hidden>
          <IconCheck size={28} stroke={2} />
        </span>
        <h1 className={classes.title}>{t('join.endedTitle')}</h1>
        <p className={classes.body}>
          {REASONS[reason]?.(t)} {t('join.endedBody')}
        </p>
      </div>
      {receipt !== null && <ReceiptView receipt={receipt} />}
      {receipt !== null && <ReceiptKeep actions={receiptActions} />}
      <p className={classes.kept}>{t('helper.receiptKept')}</p>
    </AppFrame>
  );
}

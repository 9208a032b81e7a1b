/** One calm line below the picture: what the mouse and keys do here, or why they do nothing. */

import { KeyCaps, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { Pause } from '@alongside/session';
import { IconEye, IconHandStop, IconHourglass, IconKeyboard, IconPlugConnectedX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { StageView } from './stage-view.ts';
import classes from './stage.module.css';

const LEAVE_KEYS = ['Ctrl', 'Alt', 'Shift'] as const;
/** Stands where the keys go in a sentence whose order only the translation knows. */
const KEYS_HERE = '\u0001';

const PAUSES: Readonly<Record<Pause, (t: Translate) => string>> = {
  'local-input': (t) => t('control.pausedLocal'),
  prompt: (t) => t('control.pausedPrompt'),
  'peer-lost': (t) => t('control.pausedLost'),
  'own-window': (t) => t('control.pausedWindow'),
};

type StageHintProps = {
  readonly view: Extract<StageView, { kind: 'showing' }>;
  readonly hasKeyboard: boolean;
  readonly onWithdraw: () => void;
};

export function StageHint({ view, hasKeyboard, onWithdraw }: StageHintProps) {
  const t = useTexts();
  const { hand, lost, customer } = view;
  const line = (icon: ReactNode, text: ReactNode, tone: 'calm' | 'warning' = 'calm') => (
    <p className={classes.hint} data-tone={tone} role="status">
      {icon}
      <span>{text}</span>
    </p>
  );
  if (lost) {
    const text = t('stage.reconnecting', { name: customer.name });
    return line(<IconPlugConnectedX size={16} stroke={1.75} aria-hidden />, text, 'warning');
  }
  if (view.asked !== null) {
    return (
      <p className={classes.hint} data-tone="calm" role="status">
        <IconHourglass size={16} stroke={1.75} aria-hidden />
        <span>{view.isWaiting ? t('control.waiting') : t('control.asked', { name: customer.name })}</span>
        <button type="button" className={classes.withdraw} onClick={onWithdraw}>
          {t('control.withdraw')}
        </button>
      </p>
    );
  }
  switch (hand.kind) {
    case 'viewing':
      return line(
        <IconEye size={16} stroke={1.75} aria-hidden />,
        <>
          <strong>{t('control.viewOnly')}</strong> {t('control.viewOnlyHint')}
        </>,
      );
    case 'paused':
      return line(<IconHandStop size={16} stroke={1.75} aria-hidden />, PAUSES[hand.why](t), 'warning');
    case 'controlling':
      return line(
        <IconKeyboard size={16} stroke={1.75} aria-hidden />,
        hasKeyboard ? <KeysSentence /> : t('stage.focusClick'),
      );
  }
}

function KeysSentence() {
  const t = useTexts();
  const [before = '', after = ''] = t('stage.focusHint', { keys: KEYS_HERE }).split(KEYS_HERE);
  return (
    <>
      {before}
      <KeyCaps keys={LEAVE_KEYS} />
      {after}
    </>
  );
}

/** The mark in the status line: whether anybody records, red while they do. */

import { useStore, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { ParticipantId } from '@alongside/protocol';
import { IconCircleDashed, IconPlayerPause, IconPlayerRecordFilled } from '@tabler/icons-react';
import type { RecordingDesk, RecordingView } from './recording-desk.ts';

type RecordingMarkProps = {
  readonly desk: RecordingDesk;
  readonly nameOf: (person: ParticipantId) => string;
  readonly className: string;
};

export function RecordingMark({ desk, nameOf, className }: RecordingMarkProps) {
  const t = useTexts();
  const view = useStore(desk.store, (value) => value);
  const { kind, text } = markOf(t, view, nameOf);
  const Icon = ICONS[kind];
  return (
    <span className={className} data-recording={kind} role="status">
      <Icon size={14} stroke={1.75} aria-hidden />
      {text}
    </span>
  );
}

const ICONS = { on: IconPlayerRecordFilled, paused: IconPlayerPause, off: IconCircleDashed } as const;

function markOf(
  t: Translate,
  { state, others }: RecordingView,
  nameOf: RecordingMarkProps['nameOf'],
): { readonly kind: keyof typeof ICONS; readonly text: string } {
  if (state.kind === 'on') return { kind: 'on', text: t('recording.markOn') };
  const [other] = [...others].toSorted(([, a], [, b]) => a.localeCompare(b));
  if (other?.[1] === 'on')
    return { kind: 'on', text: t('recording.otherRecords', { name: nameOf(other[0]) }) };
  if (state.kind === 'paused') return { kind: 'paused', text: t('recording.markPaused') };
  if (other !== undefined)
    return { kind: 'paused', text: t('recording.otherPaused', { name: nameOf(other[0]) }) };
  return { kind: 'off', text: t('session.notRecorded') };
}

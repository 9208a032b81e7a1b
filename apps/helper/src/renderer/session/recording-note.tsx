/** Who records, for as long as they do: whoever is seen and heard has to know. */
import { useTexts } from '@alongside/ui';
import { IconPlayerPause, IconPlayerRecordFilled } from '@tabler/icons-react';
import type { Sharing } from '../../contract/sharing-view.ts';
import { Note } from '../look/note.tsx';

export function RecordingNotes({ recordedBy }: Pick<Sharing, 'recordedBy'>) {
  const t = useTexts();
  return recordedBy.map(({ csr, name, isPaused }) => (
    <Note
      key={csr}
      tone={isPaused ? 'plain' : 'recording'}
      icon={
        isPaused ? (
          <IconPlayerPause size={20} stroke={1.75} />
        ) : (
          <IconPlayerRecordFilled size={20} stroke={1.75} />
        )
      }
    >
      {isPaused ? t('recording.pausedNow', { name }) : t('recording.onNow', { name })}
    </Note>
  ));
}

/** The server has gone for a while: what still works, and when the next try comes. */
import { RemainingTime, useTexts } from '@alongside/ui';
import { IconCloudOff } from '@tabler/icons-react';
import { Note } from '../look/note.tsx';

export type RelayTrouble = { readonly retryAt: number };

export function RelayNote({ trouble }: { readonly trouble: RelayTrouble }) {
  const t = useTexts();
  return (
    <Note tone="plain" icon={<IconCloudOff size={20} stroke={1.75} />}>
      {t('helper.relayAway')} <RemainingTime until={trouble.retryAt} />
    </Note>
  );
}

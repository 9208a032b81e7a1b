/** Who invites, as far as it may be asked before joining; else the address that *Join* would confirm. */
import { LoadingState, useTexts } from '@alongside/ui';
import { IconWorld } from '@tabler/icons-react';
import { unreachable } from '@alongside/protocol';
import { Note } from '../look/note.tsx';
import { PersonCard } from '../look/person-card.tsx';
import { VerifiedMark } from '../look/verified-mark.tsx';
import type { Inviter } from './preview-desk.ts';

export function InviterCard({ inviter }: { readonly inviter: Inviter }) {
  const t = useTexts();
  switch (inviter.kind) {
    case 'none':
      return null;
    case 'asking':
      return <LoadingState rows={2} />;
    case 'host':
      return (
        <Note
          tone="plain"
          icon={<IconWorld size={20} stroke={1.75} />}
          title={t('helper.hostIs', { host: inviter.host })}
        >
          {t('helper.hostIsBody')}
        </Note>
      );
    case 'known': {
      const { invitedBy: name, organisation, verified } = inviter.preview;
      return (
        <PersonCard name={name} title={t('join.helperIs', { name, organisation })}>
          <VerifiedMark verified={verified} />
        </PersonCard>
      );
    }
    default:
      return unreachable(inviter);
  }
}

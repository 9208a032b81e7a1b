/** Who is helping, from where, verified or not, and how the connection is. */
import { ConnectionBadge, useTexts, type ConnectionKind } from '@alongside/ui';
import type { Session } from '@alongside/protocol';
import type { PeerView } from '@alongside/rtc';
import { PersonCard } from '../look/person-card.tsx';
import { VerifiedMark } from '../look/verified-mark.tsx';
import type { Helper, People } from './people.ts';

type HelperCardProps = { readonly session: Session | null; readonly people: People };

export function HelperCard({ session, people }: HelperCardProps) {
  const t = useTexts();
  const [first, ...more] = people.helpers;
  if (session === null || first === undefined) return null;
  const { organisation, verified } = session;
  const names = [...more, ...people.others].map(({ name }) => name).join(', ');
  return (
    <PersonCard id={first.id} name={first.name} title={t('helper.from', { name: first.name, organisation })}>
      <VerifiedMark verified={verified} />
      <ConnectionBadge kind={connectionOf(first)} />
      {names !== '' && <span>{t('helper.alsoHere', { names })}</span>}
    </PersonCard>
  );
}

const KINDS: Readonly<Record<PeerView['state'], ConnectionKind>> = {
  connecting: 'connecting',
  connected: 'direct',
  lost: 'reconnecting',
  refused: 'lost',
};

function connectionOf({ view }: Helper): ConnectionKind {
  if (view === undefined) return 'connecting';
  return view.state === 'connected' && view.stats?.path === 'relayed' ? 'relayed' : KINDS[view.state];
}

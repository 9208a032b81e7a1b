/** Who is helping, from where, verified or not, and how the connection is. */
import { ConnectionBadge, useTexts, type ConnectionKind } from '@alongside/ui';
import type { Session } from '@alongside/protocol';
import type { PeerView } from '@alongside/rtc';
import { IconShieldCheck } from '@tabler/icons-react';
import { PersonCard } from '../look/person-card.tsx';
import { VerifiedMark } from '../look/verified-mark.tsx';
import type { Helper, People } from './people.ts';
import classes from './helping-screen.module.css';

type HelperCardProps = { readonly session: Session | null; readonly people: People };

export function HelperCard({ session, people }: HelperCardProps) {
  const t = useTexts();
  const [first, ...more] = people.helpers;
  if (session === null || first === undefined) return null;
  const { organisation, verified } = session;
  const names = [...more, ...people.others].map(({ name }) => name).join(', ');
  return (
    <PersonCard name={first.name} title={t('helper.from', { name: first.name, organisation })}>
      <VerifiedMark verified={verified} />
      <ConnectionBadge kind={connectionOf(first)} />
      <SafeMark helper={first} />
      {names !== '' && <span>{t('helper.alsoHere', { names })}</span>}
    </PersonCard>
  );
}

/** Nobody sits in between: proved by the link, or by two people who compared words. */
function SafeMark({ helper }: { readonly helper: Helper }) {
  const t = useTexts();
  const level = helper.view?.trust?.level;
  if (level === undefined || level === 'words-shown') return null;
  return (
    <span className={classes.safe}>
      <IconShieldCheck size={18} stroke={1.75} aria-hidden />
      {level === 'link-proved' ? t('helper.safeByLink') : t('helper.safeByWords')}
    </span>
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

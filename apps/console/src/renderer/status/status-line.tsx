/** The status line: which session, how long, how it is reached, whether it is proved, and who has control. */

import { ConnectionBadge, Countdown, ElapsedTime, useStore, useTexts } from '@alongside/ui';
import type { ConnectionKind, Translate } from '@alongside/ui';
import type { Participant, Session } from '@alongside/protocol';
import type { PeerView, RelayState } from '@alongside/rtc';
import { RecordingMark } from '../recording/recording-mark.tsx';
import { IconPointer, IconShieldCheck, IconShieldQuestion } from '@tabler/icons-react';
import { useObservable } from '../app/use-observable.ts';
import { sessionName } from '../home/site-label.ts';
import { NoticeBell } from '../notices/notice-stack.tsx';
import type { SessionDesk } from '../session/session-desk.ts';
import { primaryCustomer } from '../stage/stage-view.ts';
import classes from './status-line.module.css';

type StatusLineProps = { readonly desk: SessionDesk; readonly session: Session };

export function StatusLine({ desk, session }: StatusLineProps) {
  const t = useTexts();
  const customer = primaryCustomer(session);
  const peer = useObservable(desk.link.state, ({ peers }) =>
    customer === undefined ? undefined : peers.get(customer.id),
  );
  const relay = useObservable(desk.link.state, (state) => state.relay);
  return (
    <footer className={classes.line} aria-label={t('session.status')}>
      <span className={classes.name}>{sessionName(t, session)}</span>
      <ElapsedTime since={session.startedAt} />
      {customer !== undefined && (
        <>
          <ConnectionBadge kind={connectionOf(peer)} rttMs={peer?.stats?.rttMs ?? undefined} />
          <TrustMark peer={peer} />
          <ControlMark desk={desk} customer={customer} />
        </>
      )}
      <RecordingMark
        desk={desk.recording}
        nameOf={(id) =>
          session.participants.find((person) => person.id === id)?.name ?? t('common.unknownName')
        }
        className={classes.item ?? ''}
      />
      <span className={classes.space} />
      <RelayMark relay={relay} />
      <NoticeBell notices={desk.notices} />
    </footer>
  );
}

function connectionOf(peer: PeerView | undefined): ConnectionKind {
  switch (peer?.state) {
    case undefined:
    case 'connecting':
      return 'connecting';
    case 'lost':
      return 'reconnecting';
    case 'refused':
      return 'lost';
    case 'connected':
      return peer.stats?.path === 'relayed'
        ? 'relayed'
        : peer.stats?.path === 'direct'
          ? 'direct'
          : 'connecting';
  }
}

const TRUST_TEXT: Readonly<
  Record<'link-proved' | 'words-shown' | 'words-matched', (t: Translate) => string>
> = {
  'link-proved': (t) => t('trust.linkProved'),
  'words-shown': (t) => t('trust.notYet'),
  'words-matched': (t) => t('trust.matched'),
};

function TrustMark({ peer }: { readonly peer: PeerView | undefined }) {
  const t = useTexts();
  const level = peer?.trust?.level;
  if (level === undefined) return null;
  const isProved = level !== 'words-shown';
  return (
    <span className={classes.item} data-good={isProved}>
      {isProved ? (
        <IconShieldCheck size={14} stroke={1.75} aria-hidden />
      ) : (
        <IconShieldQuestion size={14} stroke={1.75} aria-hidden />
      )}
      {TRUST_TEXT[level](t)}
    </span>
  );
}

type ControlMarkProps = { readonly desk: SessionDesk; readonly customer: Participant };

function ControlMark({ desk, customer }: ControlMarkProps) {
  const t = useTexts();
  const control = useStore(desk.customers.store, (views) => views.get(customer.id)?.control);
  const people = useObservable(desk.link.state, ({ session }) => session?.participants);
  const { holder = null, paused = null } = control ?? {};
  const other = people?.find(({ id }) => id === holder)?.name ?? t('common.unknownName');
  const whose = holder === desk.self ? t('session.controlYou') : t('session.controlOther', { name: other });
  return (
    <span className={classes.item} data-active={holder === desk.self}>
      <IconPointer size={14} stroke={1.75} aria-hidden />
      {holder === null && t('session.controlNobody')}
      {holder !== null && (paused === null ? whose : t('session.controlPaused'))}
    </span>
  );
}

/** Silent while all is well. */
function RelayMark({ relay }: { readonly relay: RelayState }) {
  const t = useTexts();
  if (relay.kind !== 'retrying') return null;
  return (
    <span className={classes.relay} role="status">
      {t('session.relayLost')}
      <Countdown nextTryAt={relay.retryAt} />
    </span>
  );
}

/** One screen for each place where the customer can be. */
import { unreachable } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { LoadingState } from '@alongside/ui';
import { bannerOf } from '../../core/sharing.ts';
import { hostOf } from '../../core/relay-trust.ts';
import { ChoosingScreen } from './choosing-screen.tsx';
import { EndedScreen } from './ended-screen.tsx';
import type { HelperSession } from './helper-session.ts';
import { HelpingScreen } from './helping-screen.tsx';
import type { Inside } from './inside.ts';
import { JoinScreen } from './join-screen.tsx';
import type { Life } from './life.ts';
import { StoppedScreen } from './stopped-screen.tsx';
import { useObservable, useWhole } from './use-session.ts';
import { WaitingScreen } from './waiting-screen.tsx';

export type SessionAppProps = {
  readonly session: HelperSession;
  /** Null where there is no program to open. */
  readonly deepLink: string | null;
  readonly canClose: boolean;
};

export function SessionApp({ session, deepLink, canClose }: SessionAppProps) {
  const life = useWhole(session.life);
  const inviter = useWhole(session.preview.inviter);
  const onClose = canClose ? session.closeWindow : null;
  const receipt = useWhole(session.receipt);
  const onStopHere = (): void => void session.stopHere();
  switch (life.kind) {
    case 'loading':
      return <LoadingState />;
    case 'choosing':
      return (
        <ChoosingScreen
          inviter={inviter}
          deepLink={deepLink ?? ''}
          onBrowser={session.toForm}
          onStopHere={onStopHere}
        />
      );
    case 'form':
    case 'joining':
      return <Joining session={session} life={life} />;
    case 'inside':
      return session.inside === null ? null : (
        <InsideScreen session={session} inside={session.inside} link={life.link} />
      );
    case 'ended':
      return (
        <EndedScreen
          reason={life.reason}
          receipt={receipt}
          receiptActions={session.receiptActions}
          onAgain={session.toForm}
          onClose={onClose}
        />
      );
    case 'stopped':
      return <StoppedScreen onAgain={session.toForm} onClose={onClose} />;
    default:
      return unreachable(life);
  }
}

type JoiningProps = {
  readonly session: HelperSession;
  readonly life: Extract<Life, { kind: 'form' | 'joining' }>;
};

function Joining({ session, life }: JoiningProps) {
  const start = useWhole(session.start);
  const form = useWhole(session.form);
  const inviter = useWhole(session.preview.inviter);
  const isJoining = life.kind === 'joining';
  return (
    <JoinScreen
      form={form}
      inviter={inviter}
      machine={start?.machine ?? null}
      keyNames={start?.keyNames ?? 'none'}
      wasRestarted={start?.notice === 'restarted'}
      problem={life.problem}
      host={isJoining ? hostOf(life.relay) : null}
      nextTryAt={isJoining ? life.nextTryAt : null}
      onFill={session.fill}
      onJoin={session.join}
      onTryNow={session.tryNow}
      onCancel={session.toForm}
      onStopHere={() => void session.stopHere()}
    />
  );
}

type InsideScreenProps = {
  readonly session: HelperSession;
  readonly inside: Inside;
  readonly link: Link;
};

function InsideScreen({ session, inside, link }: InsideScreenProps) {
  const state = useObservable(link.state);
  const desk = useWhole(inside.desk);
  const shares = useWhole(inside.watched.store);
  const sharing = useWhole(session.sharing);
  const files = useWhole(inside.files);
  const zones = useWhole(inside.zones);
  const start = useWhole(session.start);
  const onLeave = (): void => void session.leave();
  const machine = start?.machine ?? null;
  const keyNames = start?.keyNames ?? 'other';
  if (state.session === null || desk === null) {
    const organisation = state.site?.organisation ?? '';
    return (
      <WaitingScreen
        name={state.invitedBy ?? organisation}
        organisation={organisation}
        machine={machine}
        trouble={state.relay.kind === 'retrying' ? state.relay : null}
        onLeave={onLeave}
        onStopHere={() => void session.stopHere()}
      />
    );
  }
  return (
    <HelpingScreen
      state={state}
      link={link}
      desk={desk}
      sharing={sharing}
      machine={machine}
      keyNames={keyNames}
      // Electron has a window that stays on top of everything, and the joining page a strip over all of itself.
      banner={start?.client === 'helper-browser' ? bannerOf(sharing, keyNames) : null}
      call={inside.call}
      files={files}
      fileActions={inside.fileActions}
      zones={zones}
      zoneActions={inside.zoneActions}
      shares={shares}
      onShareAnswer={inside.watched.answer}
      onVerdict={(peer, words) => inside.verdict(peer, words)}
      onRevoke={session.revoke}
      onRevokeAll={session.revokeAll}
      onLeave={onLeave}
    />
  );
}

/** What peers say that acts on this machine: decoded once more here, then handed to the authority as events. */
import {
  decodePeerMessage,
  fail,
  ok,
  unreachable,
  type GrantId,
  type ParticipantId,
  type PeerMessage,
  type Result,
} from '@alongside/protocol';
import type { MachineHappening } from './authority-shell.ts';

type Hearing = {
  readonly peer: ParticipantId;
  readonly newGrantId: () => GrantId;
  readonly hasDisplay: (display: string) => boolean;
};

/** `not-acting`: a message that means nothing to this side, or names what is not there. */
export function hearPeer(
  raw: string,
  hearing: Hearing,
): Result<MachineHappening, 'bad-message' | 'not-acting'> {
  const decoded = decodePeerMessage(raw);
  if (!decoded.ok) return decoded;
  const happening = happeningOf(decoded.value, hearing);
  return happening === null ? fail('not-acting') : ok(happening);
}

function happeningOf(message: PeerMessage, hearing: Hearing): MachineHappening | null {
  const { peer } = hearing;
  switch (message.type) {
    case 'consent.request':
      return { ...message, peer, grantId: hearing.newGrantId() };
    case 'consent.withdraw':
    case 'grant.release':
      return { ...message, peer };
    case 'screen.choose':
      return hearing.hasDisplay(message.display) ? { ...message, peer } : null;
    case 'peer.hello':
    case 'peer.bye':
    case 'trust.proof':
    case 'trust.no-secret':
    case 'trust.commit':
    case 'trust.nonce':
    case 'trust.reveal':
    case 'trust.verdict':
    case 'consent.answer':
    case 'grants.changed':
    case 'screen.displays':
    case 'chat.message':
    case 'chat.received':
    case 'chat.history':
      return null;
    default:
      return unreachable(message);
  }
}

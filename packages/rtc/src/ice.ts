/** By which servers and paths a connection may be made: the relay's word, as the browser takes it. Pure. */
import type { IceAccess } from '@alongside/protocol';

/** RFC 8839 section 5.1, as browsers write it; on one line, so that no second one hides behind it. */
const RELAYED = /^(?:a=)?candidate:\S+ \d+ \S+ \d+ \S+ \d+ typ relay(?: [^\r\n]*)?$/;

export function iceConfiguration({ servers, relayOnly }: IceAccess): RTCConfiguration {
  return { iceServers: servers, iceTransportPolicy: relayOnly ? 'relay' : 'all' };
}

/** Whether it is the address of a TURN server and not the other machine's own. */
export function isRelayed(candidate: string): boolean {
  return RELAYED.test(candidate);
}

/** The description without the other machine's own addresses. */
export function onlyRelayed(sdp: string): string {
  return sdp
    .split('\n')
    .filter((line) => !line.startsWith('a=candidate:') || isRelayed(line.trimEnd()))
    .join('\n');
}

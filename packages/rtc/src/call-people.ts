/** Who is in the call, as people see it: from the roster, the connections and what the others say. Pure. */
import type { ParticipantId } from '@alongside/protocol';
import type { CallState, Voice } from './call.ts';
import type { LinkState } from './types.ts';

type PersonInCall = {
  readonly id: ParticipantId;
  readonly name: string;
  readonly voice: Voice;
  readonly muted: boolean;
  readonly microphone: MediaStream | null;
  /** Null while they show none. */
  readonly camera: MediaStream | null;
};

export function callPeople(
  { session, self, peers }: Pick<LinkState, 'session' | 'self' | 'peers'>,
  { others }: Pick<CallState, 'others'>,
): readonly PersonInCall[] {
  return (session?.participants ?? [])
    .filter(({ id, state }) => id !== self && state !== 'lobby')
    .map(({ id, name }) => {
      const peer = peers.get(id);
      const said = others.get(id);
      return {
        id,
        name,
        voice: said?.voice ?? 'out',
        muted: said?.muted ?? false,
        microphone: peer?.microphone ?? null,
        camera: said?.camera === true ? (peer?.camera ?? null) : null,
      };
    });
}

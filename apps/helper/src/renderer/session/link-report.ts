/**
 * Tells the trusted side what the connection shows: who is there, whether they are who they say, what they say that
 * acts, what they do with mouse and keys. It judges nothing.
 */
import type { Bridge } from '@alongside/ipc';
import type { Participant, ParticipantId, PeerMessage } from '@alongside/protocol';
import type { Link, LinkState, PeerView } from '@alongside/rtc';
import { encodeSentInput } from '../../contract/input-frame.ts';
import type { HostContract } from '../../contract/session-contract.ts';

const ACTING: ReadonlySet<PeerMessage['type']> = new Set<PeerMessage['type']>([
  'consent.request',
  'consent.withdraw',
  'grant.release',
  'screen.choose',
  'clipboard.part',
  'clipboard.taken',
  'draw.point',
  'draw.line',
  'draw.clear',
  'files.offer',
  'files.withdraw',
  'files.sum',
  'files.failed',
  'files.told',
  'folders.places',
  'folders.list',
  'folders.request',
  'system-info.request',
  'recording.state',
  'receipt.signed',
]);

/** Any window's that can tell these things. */
type HostBridge = Pick<Bridge<HostContract>, 'call' | 'sendFrame'>;

type Told = {
  readonly present: string | null;
  readonly trust: string | null;
  readonly state: PeerView['state'];
};
const NOTHING_TOLD: Told = { present: null, trust: null, state: 'connecting' };

/** Returns what ends the reporting. */
export function reportLink(link: Link, bridge: HostBridge): () => void {
  const told = new Map<ParticipantId, Told>();
  const update = (): void => {
    const state = link.state.get();
    for (const [peer, view] of state.peers) {
      told.set(peer, reportPeer({ peer, view, state, told: told.get(peer) ?? NOTHING_TOLD }, bridge));
    }
    for (const peer of Array.from(told.keys())) {
      if (state.peers.has(peer)) continue;
      told.delete(peer);
      void bridge.call('peer.gone', { peer, why: 'left' });
    }
  };
  const ends = [
    link.state.subscribe(update),
    link.onMessage((from, message) => {
      if (ACTING.has(message.type)) {
        void bridge.call('peer.message', { peer: from, raw: JSON.stringify(message) });
      }
    }),
    link.onInput((from, bytes) => bridge.sendFrame('input', encodeSentInput(from, bytes))),
  ];
  update();
  return () => {
    for (const end of ends) end();
  };
}

type Sight = {
  readonly peer: ParticipantId;
  readonly view: PeerView;
  readonly state: LinkState;
  readonly told: Told;
};

function reportPeer({ peer, view, state, told }: Sight, bridge: HostBridge): Told {
  switch (view.state) {
    case 'connecting':
      // A fresh start in the place of one who was here: that one said goodbye, or stayed away for too long.
      if (told.state !== 'connecting') void bridge.call('peer.gone', { peer, why: 'left' });
      return NOTHING_TOLD;
    case 'connected':
      return reportConnected({ peer, view, state, told }, bridge);
    case 'lost':
      if (told.state === 'connected') void bridge.call('peer.lost', { peer });
      // Whatever comes back is told anew.
      return { ...NOTHING_TOLD, state: 'lost' };
    case 'refused':
      if (told.state !== 'refused') {
        const why = view.refusal === 'words-differ' ? 'words-differ' : 'proof-failed';
        void bridge.call('peer.distrust', { peer, why });
      }
      return { ...told, state: 'refused' };
  }
}

function reportConnected({ peer, view, state, told }: Sight, bridge: HostBridge): Told {
  const person = participantOf(state, peer);
  if (person === undefined || view.keys === null) return told;
  const { name, role } = person;
  const present = JSON.stringify([name, role, view.keys]);
  if (present !== told.present) void bridge.call('peer.present', { peer, name, role, keys: view.keys });
  const trust = JSON.stringify(view.trust);
  if (view.trust !== null && trust !== told.trust) {
    const { level, words } = view.trust;
    void bridge.call('peer.trust', { peer, level, words: [...words] });
  }
  return { present, trust, state: 'connected' };
}

function participantOf(state: LinkState, id: ParticipantId): Participant | undefined {
  return state.session?.participants.find((participant) => participant.id === id);
}

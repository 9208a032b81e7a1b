/**
 * One session window's connection to everybody: composes the relay's client, the mirror of the session, the mesh of
 * peers and the queue of facts. Owns only the wiring; each part is in the file of its name.
 */
import {
  DIRECT_ICE,
  fail,
  type IceAccess,
  type ParticipantId,
  type PeerMessage,
  type RelayMessage,
} from '@alongside/protocol';
import { openBrowserSocket, signalUrlOf } from './browser-socket.ts';
import { systemClock } from './clock.ts';
import { randomId } from './crypto.ts';
import { Mesh } from './mesh.ts';
import { createCell, createSignal, type Cell } from './observable.ts';
import { RecordQueue } from './record-queue.ts';
import { EMPTY_MIRROR, mirrorRelay } from './relay-mirror.ts';
import { Signaling } from './signaling.ts';
import { createSiteTrust, type SiteTrust } from './site-trust.ts';
import type { CallOver, ClosedReason, Link, LinkOptions, LinkState, PeerEvent } from './types.ts';

/** With these our place is gone, so nobody is to be connected with us; other ends of the relay touch no peer. */
const PLACE_LOST: ReadonlySet<ClosedReason> = new Set([
  ...(['left', 'removed', 'refused', 'revoked', 'replaced', 'sessionEnded'] as const),
  ...(['ended-by-lead', 'everyone-left', 'relay-expired'] as const),
]);

type Wiring = {
  readonly state: Cell<LinkState>;
  readonly messages: ReturnType<typeof createSignal<[ParticipantId, PeerMessage]>>;
  readonly inputs: ReturnType<typeof createSignal<[ParticipantId, Uint8Array]>>;
  readonly bulks: ReturnType<typeof createSignal<[ParticipantId, Uint8Array]>>;
  readonly notes: ReturnType<typeof createSignal<[string]>>;
  readonly callEnds: ReturnType<typeof createSignal<[CallOver]>>;
  readonly peerEvents: ReturnType<typeof createSignal<[PeerEvent]>>;
  /** As the relay said last. */
  readonly ice: { current: IceAccess };
};

export function createLink(options: LinkOptions): Link {
  const wiring = createWiring();
  const trust = options.site ?? createSiteTrust();
  const stopSite = followSite(trust, wiring);
  const signaling = createSignaling(options, wiring);
  const mesh = createMesh(options, wiring, signaling);
  const record = new RecordQueue({
    request: (message) => signaling.request(message),
    newKey: randomId,
    clock: systemClock,
  });
  signaling.onMessage((message) => hearRelay(message, { wiring, signaling, mesh, trust }));
  signaling.state.subscribe(() => {
    const relay = signaling.state.get();
    wiring.state.set({ ...wiring.state.get(), relay });
    if (relay.kind === 'closed' && PLACE_LOST.has(relay.reason)) mesh.close();
    if (relay.kind !== 'open') return;
    record.resume();
    mesh.reachable();
  });
  const hurry = (): void => signaling.hurry();
  addEventListener('online', hurry);
  signaling.start();
  const close = (): void => {
    removeEventListener('online', hurry);
    stopSite();
    mesh.close();
    record.close();
    signaling.close('left');
  };
  return face({ wiring, signaling, mesh, record, close });
}

/** What is known from elsewhere already holds here too. */
function followSite(trust: SiteTrust, { state }: Wiring): () => void {
  const follow = (): void => {
    const { site, problem } = trust.state.get();
    state.set({ ...state.get(), site, siteProblem: problem });
  };
  follow();
  return trust.state.subscribe(follow);
}

function createWiring(): Wiring {
  return {
    state: createCell<LinkState>({
      ...EMPTY_MIRROR,
      site: null,
      siteProblem: null,
      relay: { kind: 'connecting' },
      peers: new Map(),
    }),
    messages: createSignal(),
    inputs: createSignal(),
    bulks: createSignal(),
    notes: createSignal(),
    callEnds: createSignal(),
    peerEvents: createSignal(),
    ice: { current: DIRECT_ICE },
  };
}

function createSignaling(options: LinkOptions, { state }: Wiring): Signaling {
  return new Signaling({
    url: signalUrlOf(options.relay),
    client: options.client,
    ticket: options.ticket,
    openSocket: openBrowserSocket,
    clock: systemClock,
    random: () => Math.random(),
    inSession: () => state.get().session !== null,
    explain: options.explain,
  });
}

function createMesh(options: LinkOptions, wiring: Wiring, signaling: Signaling): Mesh {
  const { state, messages, inputs, bulks, peerEvents, ice } = wiring;
  const mesh: Mesh = new Mesh({
    certificate: options.certificate,
    ice: () => ice.current,
    hello: options.hello,
    secretOf: (participant) => options.secretOf(participant, state.get()),
    mayMeet: (participant) => options.mayMeet?.(participant, state.get()) ?? true,
    isRelayOpen: () => signaling.state.get().kind === 'open',
    clock: systemClock,
    events: {
      changed: () => {
        state.set({ ...state.get(), peers: mesh.views() });
        mesh.meet();
      },
      peer: peerEvents.emit,
      message: messages.emit,
      input: inputs.emit,
      bulk: bulks.emit,
      // Unsent while the relay is away: what was to be agreed on by then is begun anew when it is back.
      signal: (to, data) => void signaling.request({ type: 'signal', to, data: JSON.stringify(data) }),
    },
  });
  return mesh;
}

type Parts = { readonly wiring: Wiring; readonly signaling: Signaling; readonly mesh: Mesh };
type Heard = Parts & { readonly trust: SiteTrust };

function hearRelay(message: RelayMessage, { wiring, signaling, mesh, trust }: Heard): void {
  if (message.type === 'signal') return void mesh.signal(message.from, message.data);
  // Before the mirror and the mesh: whoever is met from here on is met by these.
  if ('ice' in message && message.ice !== null) followIce(message.ice, wiring, mesh);
  if (message.type === 'welcome' || message.type === 'site.updated') void trust.take(message);
  if (message.type === 'notes.changed') wiring.notes.emit(message.notes);
  if (message.type === 'call.ended') wiring.callEnds.emit(message);
  const known = wiring.state.get();
  const { self, session, ...rest } = mirrorRelay(known, message);
  wiring.state.set({ ...known, ...rest, self, session });
  mesh.sync(self, session);
  if (message.type === 'session.ended') signaling.close(message.reason);
}

/** A way that is not allowed any more is left at once, not only when it breaks. */
function followIce(next: IceAccess, { ice }: Wiring, mesh: Mesh): void {
  const isNarrower = next.relayOnly && !ice.current.relayOnly;
  ice.current = next;
  if (isNarrower) mesh.leavePaths();
}

function face(parts: Parts & { readonly record: RecordQueue; readonly close: () => void }): Link {
  const { wiring, signaling, mesh, record, close } = parts;
  const nobody = Promise.resolve(fail('not-connected'));
  return {
    state: wiring.state,
    request: (message) => signaling.request(message),
    send: (to, message) => mesh.get(to)?.send(message) ?? nobody,
    onMessage: wiring.messages.on,
    sendInput: (to, bytes) => mesh.get(to)?.sendInput(bytes),
    sendPointer: (to, bytes) => mesh.get(to)?.sendPointer(bytes),
    onInput: wiring.inputs.on,
    sendBulk: (to, bytes) => mesh.get(to)?.sendBulk(bytes) ?? nobody,
    onBulk: wiring.bulks.on,
    showScreen: async (to, track) => mesh.get(to)?.sendMedia('screen', track),
    chooseQuality: (from, choice) => mesh.get(from)?.chooseQuality(choice),
    sendMedia: async (to, slot, track) => mesh.get(to)?.sendMedia(slot, track),
    onNotes: wiring.notes.on,
    onCallEnded: wiring.callEnds.on,
    onPeer: wiring.peerEvents.on,
    wordsVerdict: (peer, words) => mesh.get(peer)?.verdict(words),
    record: (fact) => record.push(fact),
    close,
  };
}

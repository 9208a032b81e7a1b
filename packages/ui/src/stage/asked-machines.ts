/**
 * What we have asked of other people's machines and have: one state machine for each person who can be asked. A CSR asks
 * customers; a customer asks a CSR who shows something and lets them.
 */

import type { Capability, ParticipantId, PeerMessage, RequestId } from '@alongside/protocol';
import { initialCsrView, nextExpiry, stepCsrView } from '@alongside/session';
import type { CsrView, CsrViewEvent } from '@alongside/session';
import { createStore } from '../store/store.ts';
import type { Store } from '../store/store.ts';

export type MachineViews = ReadonlyMap<ParticipantId, CsrView>;

/** Before and after of one view, for whoever says so to the person. */
type ViewChange = { readonly peer: ParticipantId; readonly before: CsrView; readonly after: CsrView };

export type AskedMachines = {
  readonly store: Store<MachineViews>;
  readonly ask: (person: ParticipantId, capability: Capability) => void;
  /** Asks for control when nobody has it any more. */
  readonly wait: (person: ParticipantId, capability: Capability) => void;
  readonly withdraw: (person: ParticipantId, capability: Capability) => void;
  readonly giveBack: (person: ParticipantId, capability: Capability) => void;
  readonly stop: (person: ParticipantId) => void;
  readonly chooseDisplay: (person: ParticipantId, display: string) => void;
  readonly close: () => void;
};

/** What of a link it takes. */
type AskingLink = {
  readonly send: (to: ParticipantId, message: PeerMessage) => unknown;
  readonly onMessage: (listener: (from: ParticipantId, message: PeerMessage) => void) => () => void;
  readonly onPeer: (
    listener: (event: {
      readonly type: 'connected' | 'lost' | 'back' | 'gone';
      readonly peer: ParticipantId;
    }) => void,
  ) => () => void;
};

type AskedMachinesOptions = {
  readonly link: AskingLink;
  /** Whether this person's machine may be asked for something. Someone who is off the roster already counts too. */
  readonly isAsked: (person: ParticipantId) => boolean;
  readonly self: ParticipantId;
  readonly newRequestId: () => RequestId;
  readonly onChange: (change: ViewChange) => void;
};

export function createAskedMachines(options: AskedMachinesOptions): AskedMachines {
  const { link, newRequestId } = options;
  const store = createStore<MachineViews>(new Map());
  const send = (peer: ParticipantId, event: CsrViewEvent): void => {
    stepOf(peer, event, { ...options, store });
  };
  const removers = [
    link.onPeer((event) => {
      hearPeer(event, { ...options, store });
    }),
    link.onMessage((from, message) => {
      send(from, { type: 'message', at: Date.now(), message });
    }),
    watchExpiry({ ...options, store }),
  ];
  return {
    store,
    ask: (person, capability) => {
      send(person, { type: 'ask', at: Date.now(), capability, requestId: newRequestId() });
    },
    wait: (person, capability) => {
      send(person, { type: 'wait', at: Date.now(), capability, requestId: newRequestId() });
    },
    withdraw: (person, capability) => {
      send(person, { type: 'withdraw', capability });
    },
    giveBack: (person, capability) => {
      send(person, { type: 'give-back', capability });
    },
    stop: (person) => {
      send(person, { type: 'stop' });
    },
    chooseDisplay: (person, display) => {
      send(person, { type: 'choose-display', display });
    },
    close() {
      for (const remove of removers) remove();
    },
  };
}

type Parts = AskedMachinesOptions & { readonly store: Store<MachineViews> };

function stepOf(peer: ParticipantId, event: CsrViewEvent, { store, link, onChange }: Parts): void {
  const before = store.get().get(peer);
  if (before === undefined) return;
  const { state: after, effects } = stepCsrView(before, event);
  if (after !== before) store.set(new Map(store.get()).set(peer, after));
  // What is not delivered is asked anew by a person, or told anew by the machine when it is back.
  for (const effect of effects) void link.send(peer, effect.message);
  if (after !== before) onChange({ peer, before, after });
}

/** One timer, for the request that is the next to go without an answer. */
function watchExpiry(parts: Parts): () => void {
  const { store } = parts;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const plan = (): void => {
    clearTimeout(timer);
    const due = [...store.get().values()].flatMap((view) => nextExpiry(view) ?? []);
    if (due.length > 0) timer = setTimeout(expire, Math.max(0, Math.min(...due) - Date.now()));
  };
  const expire = (): void => {
    for (const peer of store.get().keys()) stepOf(peer, { type: 'tick', at: Date.now() }, parts);
    plan();
  };
  const stop = store.subscribe(plan);
  return () => {
    stop();
    clearTimeout(timer);
  };
}

function hearPeer({ type, peer }: Parameters<Parameters<AskingLink['onPeer']>[0]>[0], parts: Parts): void {
  const { store, isAsked, self } = parts;
  if (!isAsked(peer)) return;
  switch (type) {
    case 'connected':
      store.set(new Map(store.get()).set(peer, initialCsrView(self)));
      return;
    case 'gone': {
      const next = new Map(store.get());
      next.delete(peer);
      store.set(next);
      return;
    }
    case 'back':
    case 'lost':
      stepOf(peer, { type: 'peer', state: type === 'back' ? 'here' : 'lost' }, parts);
  }
}

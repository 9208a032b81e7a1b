/** What this CSR has asked of each customer's machine and has: the machines of session, one per connected customer. */

import { isCsr, requestIdSchema } from '@alongside/protocol';
import type { Capability, ParticipantId } from '@alongside/protocol';
import { initialCsrView, nextExpiry, stepCsrView } from '@alongside/session';
import type { CsrView, CsrViewEvent } from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { Store } from '@alongside/ui';
import type { Link, PeerEvent } from '@alongside/rtc';
import { randomId } from '../app/random-id.ts';

export type CustomerViews = ReadonlyMap<ParticipantId, CsrView>;

/** Before and after of one customer's view, for whoever says so to the person. */
type ViewChange = { readonly peer: ParticipantId; readonly before: CsrView; readonly after: CsrView };

export type Customers = {
  readonly store: Store<CustomerViews>;
  readonly ask: (customer: ParticipantId, capability: Capability) => void;
  readonly withdraw: (customer: ParticipantId, capability: Capability) => void;
  readonly stop: (customer: ParticipantId) => void;
  readonly chooseDisplay: (customer: ParticipantId, display: string) => void;
  readonly close: () => void;
};

type CustomersOptions = {
  readonly link: Link;
  readonly self: ParticipantId;
  readonly onChange: (change: ViewChange) => void;
};

export function createCustomers(options: CustomersOptions): Customers {
  const { link } = options;
  const store = createStore<CustomerViews>(new Map());
  const send = (peer: ParticipantId, event: CsrViewEvent): void => {
    stepOf(peer, event, { ...options, store });
  };
  const removers = [
    link.onPeer((event) => {
      hearPeer(event, { ...options, store });
    }),
    link.onMessage((from, message) => {
      send(from, { type: 'message', message });
    }),
    watchExpiry({ ...options, store }),
  ];
  return {
    store,
    ask: (customer, capability) => {
      const requestId = requestIdSchema.parse(randomId());
      send(customer, { type: 'ask', at: Date.now(), capability, requestId });
    },
    withdraw: (customer, capability) => {
      send(customer, { type: 'withdraw', capability });
    },
    stop: (customer) => {
      send(customer, { type: 'stop' });
    },
    chooseDisplay: (customer, display) => {
      send(customer, { type: 'choose-display', display });
    },
    close() {
      for (const remove of removers) remove();
    },
  };
}

type Parts = CustomersOptions & { readonly store: Store<CustomerViews> };

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

function hearPeer({ type, peer }: PeerEvent, parts: Parts): void {
  const { store, link, self } = parts;
  if (!isCustomer(link, peer)) return;
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

/** Someone who is already off the roster (`gone` comes after it) counts too: there is a view to drop. */
function isCustomer(link: Link, peer: ParticipantId): boolean {
  const participants = link.state.get().session?.participants ?? [];
  const role = participants.find(({ id }) => id === peer)?.role;
  return role === undefined || !isCsr(role);
}

/** The chat machine joined to the connection: runs its effects, tells it what came of them. */

import { isCsr } from '@alongside/protocol';
import type { ChatScope, ParticipantId } from '@alongside/protocol';
import { initialChat, stepChat } from '@alongside/session';
import type { Chat, ChatEffect, ChatEvent } from '@alongside/session';
import { createStore } from '@alongside/ui';
import type { ChatPerson, ChatTarget, Store } from '@alongside/ui';
import type { Link } from '@alongside/rtc';
import { randomId } from '@alongside/rtc';
import { createPeopleMet } from './people-met.ts';
import type { PeopleMet } from './people-met.ts';

/** What is being written: kept while the panel is closed. */
type Draft = { readonly text: string; readonly to: ChatTarget };

export type Conversation = {
  readonly store: Store<Chat>;
  readonly draft: Store<Draft>;
  /** Everybody who was ever here, by id: lines of people who left keep their names. */
  readonly met: Store<ReadonlyMap<ParticipantId, ChatPerson>>;
  readonly write: (text: string, to: ChatScope | ParticipantId) => void;
  readonly retry: (id: string) => void;
  readonly setOpen: (open: boolean) => void;
  readonly close: () => void;
};

export function createConversation(link: Link, self: ParticipantId): Conversation {
  const store = createStore(initialChat(self));
  const send = (event: ChatEvent): void => {
    const { state, effects } = stepChat(store.get(), event);
    store.set(state);
    for (const effect of effects) void run(effect);
  };
  const run = async ({ to, message }: ChatEffect): Promise<void> => {
    const sent = await link.send(to, message);
    if (message.type === 'chat.message') {
      send({ type: 'chat.handed-over', id: message.id, peer: to, ok: sent.ok });
    }
  };
  const met = createPeopleMet(link, self);
  const stopHearing = hear(link, send);
  const stopMeeting = greet({ link, self, met, send });
  return {
    store,
    draft: createStore<Draft>({ text: '', to: 'everyone' }),
    met: met.store,
    write: (text, to) => {
      const recipients = recipientsOf(link, self, to);
      send({ type: 'chat.write', at: Date.now(), id: randomId(), to, text, recipients });
    },
    retry: (id) => {
      send({ type: 'chat.retry', id });
    },
    setOpen: (open) => {
      send({ type: open ? 'chat.open' : 'chat.close' });
    },
    close() {
      met.close();
      stopMeeting();
      stopHearing();
    },
  };
}

type Send = (event: ChatEvent) => void;

function hear(link: Link, send: Send): () => void {
  return link.onMessage((from, message) => {
    if (message.type === 'chat.message') send({ type: 'chat.arrived', at: Date.now(), from, message });
    if (message.type === 'chat.history' && isLead(link, from)) {
      send({ type: 'chat.history', lines: message.lines });
    }
    if (message.type === 'chat.received') send({ type: 'chat.receipt', from, id: message.id });
  });
}

type Greeting = {
  readonly link: Link;
  readonly self: ParticipantId;
  readonly met: PeopleMet;
  readonly send: Send;
};

function greet({ link, self, met, send }: Greeting): () => void {
  return link.onPeer(({ type, peer }) => {
    if (type !== 'connected' || !isLead(link, self)) return;
    const { name } = link.state.get();
    const nameOf = (id: ParticipantId) => (id === self ? name : met.store.get().get(id)?.name);
    send({ type: 'chat.newcomer', peer, nameOf });
  });
}

/** Whoever holds the session tells newcomers what was said, and nobody else is believed. */
function isLead(link: Link, id: ParticipantId): boolean {
  const people = link.state.get().session?.participants ?? [];
  return people.find((person) => person.id === id)?.role === 'lead-csr';
}

function recipientsOf(
  link: Link,
  self: ParticipantId,
  to: ChatScope | ParticipantId,
): readonly ParticipantId[] {
  const others = link.state.get().session?.participants ?? [];
  return others
    .filter(({ id, role, state }) => {
      if (id === self || state === 'lobby') return false;
      if (to === 'everyone') return true;
      return to === 'csrs' ? isCsr(role) : id === to;
    })
    .map(({ id }) => id);
}

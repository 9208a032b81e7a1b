/** The chat of one session: the pure machine of packages/session, its effects run over the link. */
import type { ParticipantId } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import { initialChat, stepChat, type Chat, type ChatEffect, type ChatEvent } from '@alongside/session';
import { createStore, type ChatTarget, type Store } from '@alongside/ui';

export type ChatDesk = {
  readonly chat: Store<Chat>;
  readonly write: (text: string, to: ChatTarget) => void;
  readonly retry: (id: string) => void;
  readonly close: () => void;
};

export function createChatDesk(link: Link, self: ParticipantId): ChatDesk {
  const chat = createStore(initialChat(self));

  const dispatch = (event: ChatEvent): void => {
    const next = stepChat(chat.get(), event);
    chat.set(next.state);
    for (const effect of next.effects) void send(effect);
  };

  const send = async ({ to, message }: ChatEffect): Promise<void> => {
    const sent = await link.send(to, message);
    if (message.type === 'chat.message') {
      dispatch({ type: 'chat.handed-over', id: message.id, peer: to, ok: sent.ok });
    }
  };

  dispatch({ type: 'chat.open' });
  const stopListening = link.onMessage((from, message) => {
    if (message.type === 'chat.message') dispatch({ type: 'chat.arrived', at: Date.now(), from, message });
    if (message.type === 'chat.history' && isLead(link, from)) {
      dispatch({ type: 'chat.history', lines: message.lines });
    }
    if (message.type === 'chat.received') dispatch({ type: 'chat.receipt', from, id: message.id });
  });

  return {
    chat,
    write: (text, to) =>
      dispatch({
        type: 'chat.write',
        at: Date.now(),
        id: randomId(),
        to,
        text,
        recipients: recipientsOf(link, self, to),
      }),
    retry: (id) => dispatch({ type: 'chat.retry', id }),
    close: stopListening,
  };
}

function recipientsOf(link: Link, self: ParticipantId, to: ChatTarget): readonly ParticipantId[] {
  const others = (link.state.get().session?.participants ?? []).filter(
    ({ id, state }) => id !== self && state !== 'lobby',
  );
  if (to === 'everyone') return others.map(({ id }) => id);
  if (to === 'csrs') return others.filter(({ role }) => role.endsWith('csr')).map(({ id }) => id);
  return others.filter(({ id }) => id === to).map(({ id }) => id);
}

/** What was said before we came is told by whoever holds the session, and by nobody else. */
function isLead(link: Link, id: ParticipantId): boolean {
  const people = link.state.get().session?.participants ?? [];
  return people.find((person) => person.id === id)?.role === 'lead-csr';
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

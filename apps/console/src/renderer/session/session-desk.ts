/**
 * One running session: the connection and, by name, each feature's part of it. Only a list: what a feature does stands
 * in its own file. `close` ends everything that was opened here.
 */

import type { LinkRequest, Link } from '@alongside/rtc';
import type { ParticipantId } from '@alongside/protocol';
import { ColleagueCalls } from '../colleagues/colleague-calls.ts';
import { createConversation } from '../chat/conversation.ts';
import type { Conversation } from '../chat/conversation.ts';
import type { Invitations } from '../invite/invitations.ts';
import { NotesDesk } from '../notes/notes-desk.ts';
import { createNotices } from '../notices/notice-store.ts';
import type { Notices } from '../notices/notice-store.ts';
import { createCustomers } from '../remote-control/customers.ts';
import type { Customers } from '../remote-control/customers.ts';
import { sayingsOf } from '../remote-control/view-notices.ts';
import { rosterSayings } from './roster-notices.ts';

export type SessionDesk = {
  readonly self: ParticipantId;
  readonly link: Link;
  readonly invitations: Invitations;
  readonly conversation: Conversation;
  readonly customers: Customers;
  readonly calls: ColleagueCalls;
  readonly notes: NotesDesk;
  readonly notices: Notices;
  /** Asks the relay; a refusal becomes a notice. */
  readonly request: (message: LinkRequest) => Promise<boolean>;
  readonly close: () => void;
};

type DeskOptions = {
  readonly self: ParticipantId;
  readonly link: Link;
  readonly invitations: Invitations;
  /** Its origin stands in links. */
  readonly relay: string;
};

export function createSessionDesk({ self, link, invitations, relay }: DeskOptions): SessionDesk {
  const notices = createNotices();
  const conversation = createConversation(link, self);
  const nameOf = (id: ParticipantId): string =>
    link.state.get().session?.participants.find((person) => person.id === id)?.name ?? '';
  const customers = createCustomers({
    link,
    self,
    onChange: ({ peer, before, after }) => {
      for (const { tone, text } of sayingsOf(before, after, nameOf(peer))) notices.say(tone, text);
    },
  });
  const calls = new ColleagueCalls({ link, relay, notices });
  const notes = new NotesDesk(link);
  const stopRoster = watchRoster(link, self, notices);
  return {
    self,
    link,
    invitations,
    conversation,
    customers,
    calls,
    notes,
    notices,
    request: async (message) => {
      const answer = await link.request(message);
      if (!answer.ok) notices.fail(answer.code);
      return answer.ok;
    },
    close() {
      stopRoster();
      conversation.close();
      customers.close();
      calls.close();
      notes.close();
      notices.close();
      link.close();
    },
  };
}

function watchRoster(link: Link, self: ParticipantId, notices: Notices): () => void {
  let known = link.state.get().session?.participants ?? [];
  return link.state.subscribe(() => {
    const now = link.state.get().session?.participants ?? [];
    if (now === known) return;
    for (const { tone, text } of rosterSayings(known, now, self)) notices.say(tone, text);
    known = now;
  });
}

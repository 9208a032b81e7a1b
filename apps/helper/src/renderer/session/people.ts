/** Who is in the session beside the customer, with what the connection to each shows. Pure. */
import { isCsr, type Participant } from '@alongside/protocol';
import type { LinkState, PeerView } from '@alongside/rtc';

export type Helper = Participant & { readonly view: PeerView | undefined };
export type People = { readonly helpers: readonly Helper[]; readonly others: readonly Participant[] };

export function peopleOf({ session, self, peers }: LinkState): People {
  const all = (session?.participants ?? []).filter(({ id, state }) => id !== self && state !== 'lobby');
  return {
    // Who holds the session comes first: it is the one that the customer talks to.
    helpers: all
      .filter(({ role }) => isCsr(role))
      .toSorted((a, b) => Number(b.role === 'lead-csr') - Number(a.role === 'lead-csr'))
      .map((person) => ({ ...person, view: peers.get(person.id) })),
    others: all.filter(({ role }) => !isCsr(role)),
  };
}

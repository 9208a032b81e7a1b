/** Everybody who is or was in this session, by id: lines of people who left keep their names. */

import type { Participant, ParticipantId } from '@alongside/protocol';
import { createStore } from '@alongside/ui';
import type { ChatPerson, Store } from '@alongside/ui';
import type { Link } from '@alongside/rtc';

export type PeopleMet = {
  readonly store: Store<ReadonlyMap<ParticipantId, ChatPerson>>;
  readonly close: () => void;
};

export function createPeopleMet(link: Pick<Link, 'state'>, self: ParticipantId): PeopleMet {
  const store = createStore<ReadonlyMap<ParticipantId, ChatPerson>>(new Map());
  const meet = (): void => {
    store.set(metAfter(store.get(), link.state.get().session?.participants ?? [], self));
  };
  meet();
  return { store, close: link.state.subscribe(meet) };
}

/** Whoever is not on the roster any more stays, as absent. The same map where nothing changed. */
function metAfter(
  met: ReadonlyMap<ParticipantId, ChatPerson>,
  people: readonly Participant[],
  self: ParticipantId,
): ReadonlyMap<ParticipantId, ChatPerson> {
  const here = people
    .filter(({ id }) => id !== self)
    .map(
      ({ id, name, role, state }) => ({ id, name, role, present: state !== 'lobby' }) satisfies ChatPerson,
    );
  const hereIds = new Set(here.map(({ id }) => id));
  const gone = [...met.values()].filter(({ id }) => !hereIds.has(id));
  const next = new Map(
    [...here, ...gone.map((person) => ({ ...person, present: false }))].map((person) => [person.id, person]),
  );
  const isSame =
    next.size === met.size &&
    [...next.values()].every(({ id, name, role, present }) => {
      const was = met.get(id);
      return was?.name === name && was.role === role && was.present === present;
    });
  return isSame ? met : next;
}

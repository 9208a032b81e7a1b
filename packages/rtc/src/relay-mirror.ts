/** The session as the relay states it, mirrored. Pure: (what we knew, what it says) → what we know. */
import type { RelayMessage, Session } from '@alongside/protocol';
import type { LinkState } from './types.ts';

type Mirror = Omit<LinkState, 'relay' | 'peers' | 'site' | 'siteProblem'>;

/** A relay that repeats itself must not make us grow. */
const MAX_USED_INVITES = 200;
const MAX_CALLS = 8;

export const EMPTY_MIRROR: Mirror = {
  self: null,
  name: '',
  invitedBy: null,
  inviter: null,
  leadOffer: null,
  calls: [],
  session: null,
  usedInvites: [],
};

export function mirrorRelay(known: Mirror, message: RelayMessage): Mirror {
  switch (message.type) {
    case 'welcome':
      return {
        ...known,
        self: message.self,
        name: message.name,
        invitedBy: message.invitedBy,
        inviter: message.inviter,
        session: message.session,
      };
    case 'session.started':
    case 'session.joined':
      return { ...known, self: message.self, session: message.session };
    case 'roster':
      if (known.session === null) return known;
      return afterRoster(known, { ...known.session, participants: message.participants });
    case 'invite.used': {
      if (known.usedInvites.includes(message.inviteId)) return known;
      const usedInvites = [...known.usedInvites, message.inviteId].slice(-MAX_USED_INVITES);
      return { ...known, usedInvites };
    }
    default:
      return mirrorPeople(known, message);
  }
}

type PeopleMessage = Exclude<
  RelayMessage,
  { type: 'welcome' | 'session.started' | 'session.joined' | 'roster' | 'invite.used' }
>;

/** Who calls us, and whether the lead is ours to take. */
function mirrorPeople(known: Mirror, message: PeopleMessage): Mirror {
  switch (message.type) {
    case 'lead.offered':
      return { ...known, leadOffer: message.from };
    case 'lead.offer-ended':
      return { ...known, leadOffer: null };
    case 'call.incoming': {
      const others = known.calls.filter(({ id }) => id !== message.call.id);
      return { ...known, calls: [...others, message.call].slice(-MAX_CALLS) };
    }
    case 'call.ended':
      return { ...known, calls: known.calls.filter(({ id }) => id !== message.call) };
    case 'ice.updated':
    // What holds at the site is for its signature to say.
    case 'site.updated':
    case 'ok':
    case 'error':
    case 'invite.created':
    case 'colleagues':
    case 'colleague.link-made':
    case 'call.placed':
    case 'notes':
    case 'notes.changed':
    case 'signal':
    // How it ended is the relay's state, and who was there stays readable behind it.
    case 'session.ended':
      return known;
  }
}

/** Whoever has the lead is offered it no longer. */
function afterRoster(known: Mirror, session: Session): Mirror {
  const role = session.participants.find(({ id }) => id === known.self)?.role;
  return { ...known, session, leadOffer: role === 'assisting-csr' ? known.leadOffer : null };
}

/** The session as the relay states it, mirrored. Pure: (what we knew, what it says) → what we know. */
import type { RelayMessage } from '@alongside/protocol';
import type { LinkState } from './types.ts';

type Mirror = Omit<LinkState, 'relay' | 'peers'>;

/** A relay that repeats itself must not make us grow. */
const MAX_USED_INVITES = 200;

export const EMPTY_MIRROR: Mirror = {
  self: null,
  name: '',
  invitedBy: null,
  site: null,
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
        site: message.site,
        session: message.session,
      };
    case 'session.started':
    case 'session.joined':
      return { ...known, self: message.self, session: message.session };
    case 'roster':
      if (known.session === null) return known;
      return { ...known, session: { ...known.session, participants: message.participants } };
    case 'invite.used': {
      if (known.usedInvites.includes(message.inviteId)) return known;
      const usedInvites = [...known.usedInvites, message.inviteId].slice(-MAX_USED_INVITES);
      return { ...known, usedInvites };
    }
    case 'site.updated':
      return { ...known, site: message.site };
    case 'ok':
    case 'error':
    case 'invite.created':
    case 'signal':
    // How it ended is the relay's state, and who was there stays readable behind it.
    case 'session.ended':
      return known;
  }
}

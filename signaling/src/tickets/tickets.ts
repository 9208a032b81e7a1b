/**
 * One-time tickets: each opens one socket within a minute. Kept in memory as hashes; a relay that restarts forgets
 * them, and whoever held one asks again.
 */
import type { ParticipantId, SessionId } from '@alongside/protocol';
import { randomToken, sha256 } from '../secrets.ts';

type TicketHolder =
  | { readonly kind: 'account'; readonly authSessionId: string }
  | { readonly kind: 'place'; readonly sessionId: SessionId; readonly placeId: ParticipantId };

export type Tickets = {
  readonly issue: (holder: TicketHolder) => string;
  /** The holder, once. */
  readonly take: (ticket: string) => TicketHolder | undefined;
  readonly sweep: () => void;
};

export function createTickets(options: { readonly lifeMs: number; readonly now: () => number }): Tickets {
  const live = new Map<string, { readonly holder: TicketHolder; readonly expiresAt: number }>();
  return {
    issue(holder) {
      const ticket = randomToken();
      live.set(sha256(ticket), { holder, expiresAt: options.now() + options.lifeMs });
      return ticket;
    },
    take(ticket) {
      const hash = sha256(ticket);
      const found = live.get(hash);
      live.delete(hash);
      return found !== undefined && found.expiresAt > options.now() ? found.holder : undefined;
    },
    sweep() {
      for (const [hash, { expiresAt }] of live) if (expiresAt <= options.now()) live.delete(hash);
    },
  };
}

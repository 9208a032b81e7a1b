/** One window's conversation: its lines in the order in which this end saw them, how far each has come, what is unread. */
import type { ChatLine, ChatScope, ParticipantId } from '@alongside/protocol';

/**
 * One line on its way to one person.
 * `sending`: handed to the connection. → delivered, received, failed
 * `delivered`: the connection took it. → received, failed (lost before it was received)
 * `received`: the other window has it. Final.
 * `failed`: not connected. → sending, by a new try; received, when only the receipt came late
 */
export type Delivery = ChatLine['state'];

export type ConversationLine = ChatLine & {
  /** Own lines: per person meant. Empty for lines of others. */
  readonly deliveries: ReadonlyMap<ParticipantId, Delivery>;
  /** Lines of others: who else sees it. Own lines: the scope chosen. */
  readonly scope: ChatScope;
};

export type Chat = {
  readonly self: ParticipantId;
  readonly lines: readonly ConversationLine[];
  /** `open`: what arrives is read at once. ⇄ `closed`: it is counted. */
  readonly panel: { readonly kind: 'open' } | { readonly kind: 'closed'; readonly unread: number };
};

/** The oldest fall out: no peer may fill this machine's memory by talking. */
export const MAX_CHAT_LINES = 2_000;

export function initialChat(self: ParticipantId): Chat {
  return { self, lines: [], panel: { kind: 'closed', unread: 0 } };
}

export function unreadOf(chat: Chat): number {
  return chat.panel.kind === 'open' ? 0 : chat.panel.unread;
}

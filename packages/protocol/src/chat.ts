/** Chat between peers: messages on the `control` channel. */
import { z } from 'zod';
import {
  displayNameSchema,
  freeTextSchema,
  idSchema,
  MAX_CHAT_LENGTH,
  participantIdSchema,
  timestampSchema,
  type ParticipantId,
} from './ids.ts';

export const chatScopeSchema = z.enum(['everyone', 'csrs', 'one']);
export type ChatScope = z.infer<typeof chatScopeSchema>;

const chatText = freeTextSchema(MAX_CHAT_LENGTH).refine((text) => text.trim().length > 0);

/** Lines in one `chat.history`; what is older is not handed over. */
export const MAX_HISTORY_LINES = 100;

export const historyLineSchema = z.strictObject({
  id: idSchema,
  from: participantIdSchema,
  /** Whoever wrote it may have left. */
  name: displayNameSchema,
  text: chatText,
  at: timestampSchema,
});
export type HistoryLine = z.infer<typeof historyLineSchema>;

/** Of one session; later ones are not kept any more. */
export const MAX_KEPT_LINES = 2_000;
/** Lines in one `chat.keep`: as many of the longest as fit a message of the relay. */
export const MAX_KEPT_AT_ONCE = 4;

export const chatMessages = [
  z.strictObject({
    type: z.literal('chat.message'),
    id: idSchema,
    /** For the reader: who else sees it. The sender delivers only to those meant. */
    scope: chatScopeSchema,
    text: chatText,
    at: timestampSchema,
  }),
  z.strictObject({ type: z.literal('chat.received'), id: idSchema }),
  /** From the lead, to whoever comes later: what was said to everyone. Believed from nobody else. */
  z.strictObject({
    type: z.literal('chat.history'),
    lines: z.array(historyLineSchema).max(MAX_HISTORY_LINES),
  }),
] as const;

export type ChatLine = {
  readonly id: string;
  readonly from: ParticipantId;
  /** Of whoever wrote it before this end came, as the lead told it; undefined for lines that came by themselves. */
  readonly name?: string | undefined;
  readonly to: ChatScope | ParticipantId;
  readonly text: string;
  readonly at: number;
  readonly state: 'sending' | 'delivered' | 'received' | 'failed';
};

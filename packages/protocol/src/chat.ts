/** Chat between peers: messages on the `control` channel. */
import { z } from 'zod';
import { freeTextSchema, idSchema, MAX_CHAT_LENGTH, timestampSchema, type ParticipantId } from './ids.ts';

export const chatScopeSchema = z.enum(['everyone', 'csrs', 'one']);
export type ChatScope = z.infer<typeof chatScopeSchema>;

export const chatMessages = [
  z.strictObject({
    type: z.literal('chat.message'),
    id: idSchema,
    /** For the reader: who else sees it. The sender delivers only to those meant. */
    scope: chatScopeSchema,
    text: freeTextSchema(MAX_CHAT_LENGTH).refine((text) => text.trim().length > 0),
    at: timestampSchema,
  }),
  z.strictObject({ type: z.literal('chat.received'), id: idSchema }),
] as const;

export type ChatLine = {
  readonly id: string;
  readonly from: ParticipantId;
  readonly to: ChatScope | ParticipantId;
  readonly text: string;
  readonly at: number;
  readonly state: 'sending' | 'delivered' | 'received' | 'failed';
};

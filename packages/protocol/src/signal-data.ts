/** What two peers tell each other through the relay while they connect. The relay forwards it unread. */
import { z } from 'zod';
import { decodeJson } from './relay-wire.ts';
import type { Result } from './result.ts';

const sdp = z.string().max(40_000);

export const signalDataSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('description'),
    /** Which of the two's connections this belongs to; a newer one replaces an older. */
    connection: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    description: z.enum(['offer', 'answer']),
    sdp,
  }),
  z.strictObject({
    kind: z.literal('candidate'),
    connection: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    candidate: z.strictObject({
      candidate: z.string().max(1_000),
      sdpMid: z.string().max(40).nullable(),
      sdpMLineIndex: z.int().min(0).max(64).nullable(),
      usernameFragment: z.string().max(256).nullable().optional(),
    }),
  }),
  /** From the answering side: please restart ICE or renegotiate. */
  z.strictObject({
    kind: z.literal('renegotiate'),
    connection: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
    restart: z.boolean(),
  }),
  /** From the answering side after it lost the connection altogether: please begin anew. */
  z.strictObject({ kind: z.literal('reconnect') }),
]);

export type SignalData = z.infer<typeof signalDataSchema>;

export function decodeSignalData(raw: string): Result<SignalData, 'bad-message'> {
  return decodeJson(raw, signalDataSchema);
}

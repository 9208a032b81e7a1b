/** Everything that peers say on the ordered `control` channel. The only door is `decodePeerMessage`. */
import { z } from 'zod';
import { chatMessages } from './chat.ts';
import { consentMessages } from './consent.ts';
import { displayMessages } from './displays.ts';
import { decodeJson } from './relay-wire.ts';
import { trustMessages } from './trust.ts';
import { fail, type Result } from './result.ts';

export const MAX_PEER_MESSAGE_LENGTH = 64 * 1024;

/** What this end of the connection can do; a missing one is shown as such, never a crash. */
export const INPUT_PROBLEMS = ['no-display', 'wayland', 'not-permitted', 'unsupported'] as const;
export const CAPTURE_PROBLEMS = ['no-display', 'not-permitted', 'unsupported'] as const;

const hello = z.strictObject({
  type: z.literal('peer.hello'),
  protocol: z.int(),
  language: z.enum(['en', 'ko']),
  /** Customers only: why the screen could not be shown or input not be injected; null when it can. */
  captureProblem: z.enum(CAPTURE_PROBLEMS).nullable(),
  inputProblem: z.enum(INPUT_PROBLEMS).nullable(),
});

export const peerMessageSchema = z.discriminatedUnion('type', [
  hello,
  z.strictObject({ type: z.literal('peer.bye') }),
  ...trustMessages,
  ...consentMessages,
  ...displayMessages,
  ...chatMessages,
]);

export type PeerMessage = z.infer<typeof peerMessageSchema>;
export type PeerMessageOf<T extends PeerMessage['type']> = Extract<PeerMessage, { type: T }>;
export type InputProblem = (typeof INPUT_PROBLEMS)[number];
export type CaptureProblem = (typeof CAPTURE_PROBLEMS)[number];

export function decodePeerMessage(raw: string): Result<PeerMessage, 'bad-message'> {
  return raw.length > MAX_PEER_MESSAGE_LENGTH ? fail('bad-message') : decodeJson(raw, peerMessageSchema);
}

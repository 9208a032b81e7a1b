/** Every code the relay can answer with, and every way it closes a socket. Closed lists: a text exists for each. */
export const RELAY_ERROR_CODES = [
  'bad-message',
  'bad-credentials',
  'not-signed-in',
  'not-allowed',
  'invite-invalid',
  'session-full',
  'session-ended',
  'no-such-participant',
  'already-in-session',
  'not-in-session',
  'already-done',
  'unknown-session-type',
  'tracking-code-missing',
  'too-many',
  'call-ended',
  'not-free',
  'storage-full',
  'version-unsupported',
] as const;

export type RelayErrorCode = (typeof RELAY_ERROR_CODES)[number];

/**
 * WebSocket close codes of `/signal` (RFC 6455 section 7.4; 4000–4999 are ours).
 * `retry` says whether a client comes back by itself.
 */
export const CLOSE_CODES = {
  normal: { code: 1000, retry: false },
  badFrame: { code: 1002, retry: false },
  badEncoding: { code: 1007, retry: false },
  policy: { code: 1008, retry: false },
  tooBig: { code: 1009, retry: false },
  /** The relay stops for a restart; come back with jitter. */
  restart: { code: 1012, retry: true },
  /** Over 1 MiB unread for 5 s. */
  slowConsumer: { code: 1013, retry: true },
  helloTimeout: { code: 4000, retry: true },
  badHello: { code: 4001, retry: false },
  badTicket: { code: 4002, retry: false },
  versionUnsupported: { code: 4003, retry: false },
  /** Five messages that do not decode. */
  badMessages: { code: 4004, retry: false },
  /** Over 50 messages/s or 256 KB/s. */
  rateLimited: { code: 4005, retry: true },
  /** Over 20 sockets of one address. */
  tooManyFromAddress: { code: 4006, retry: true },
  /** Over 5 sockets of one account. */
  tooManyOfAccount: { code: 4007, retry: false },
  /** Two pings unanswered. */
  pingTimeout: { code: 4008, retry: true },
  /** Another socket took this place over by its resume token. */
  replaced: { code: 4009, retry: false },
  /** Signed out, disabled, or the ticket's account was revoked. */
  revoked: { code: 4010, retry: false },
  removed: { code: 4011, retry: false },
  sessionEnded: { code: 4012, retry: false },
} as const;

export type CloseReason = keyof typeof CLOSE_CODES;

export function closeReasonOf(code: number): CloseReason | undefined {
  const entry = Object.entries(CLOSE_CODES).find(([, value]) => value.code === code);
  return entry?.[0] as CloseReason | undefined;
}

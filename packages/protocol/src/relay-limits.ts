/** The limits of the relay's doors (security rules 1.3 and 1.5). Each has its close code in `relay-codes.ts`. */
export const RELAY_LIMITS = {
  maxMessageBytes: 64 * 1024,
  maxFragments: 64,
  maxBufferedChunks: 1024,
  helloTimeoutMs: 5_000,
  pingIntervalMs: 20_000,
  missedPings: 2,
  socketsPerAddress: 20,
  handshakesPerAddressPerSecond: 5,
  socketsPerAccount: 5,
  messagesPerSecond: 50,
  bytesPerSecond: 256 * 1024,
  maxBufferedBytes: 1024 * 1024,
  bufferedTooLongMs: 5_000,
  badMessagesBeforeClose: 5,
  headersTimeoutMs: 5_000,
  requestTimeoutMs: 10_000,
} as const;

export const SESSION_LIMITS = {
  maxParticipants: 8,
  maxLiveInvites: 20,
  inviteLifeMs: 10 * 60_000,
  ticketLifeMs: 60_000,
  /** How long a dropped participant keeps the place. */
  resumeLifeMs: 10 * 60_000,
  /** Signals and events kept for somebody who is away. */
  maxMissedMessages: 200,
  /** A lead who is away for this long is offered a successor. */
  leadAbsenceMs: 2 * 60_000,
} as const;

/** Crockford base32 without I, L, O, U: what may be read out over a phone. */
export const JOIN_CODE_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
export const JOIN_CODE_LENGTH = 8;

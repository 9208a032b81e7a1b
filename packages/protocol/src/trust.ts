/**
 * Between people and a hostile relay: the link secret's proof over both DTLS fingerprints, and safety words
 * (commit, then reveal), on the `control` channel. The arithmetic is pure; hashing is passed in by the caller.
 */
import { z } from 'zod';

/** SHA-256 as base64url. */
const digestSchema = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

export const trustMessages = [
  /** HMAC-SHA-256 keyed by the link's secret over `proofTranscript`. */
  z.strictObject({ type: z.literal('trust.proof'), mac: digestSchema }),
  /** This side has no link secret: a spoken code was typed. */
  z.strictObject({ type: z.literal('trust.no-secret') }),
  z.strictObject({ type: z.literal('trust.commit'), commitment: digestSchema }),
  z.strictObject({ type: z.literal('trust.nonce'), nonce: digestSchema }),
  z.strictObject({ type: z.literal('trust.reveal'), nonce: digestSchema }),
  z.strictObject({ type: z.literal('trust.verdict'), words: z.enum(['match', 'differ']) }),
] as const;

export type TrustLevel =
  /** The secret of the link was proved over the fingerprints: no one is in between. */
  | 'link-proved'
  /** Words are shown on both screens; somebody has to read them out. */
  | 'words-shown'
  | 'words-matched';

/** What one side signs: its role first, so that a mirror's echo is no proof. */
export function proofTranscript(side: {
  readonly role: 'csr' | 'customer';
  readonly session: string;
  readonly csrFingerprint: string;
  readonly customerFingerprint: string;
}): string {
  return [
    'alongside-link-proof-v1',
    side.role,
    side.session,
    side.csrFingerprint,
    side.customerFingerprint,
  ].join('\n');
}

/** What the words are derived from: both fingerprints and both nonces, in an order both sides agree on. */
export function wordsTranscript(sides: {
  readonly session: string;
  readonly csrFingerprint: string;
  readonly customerFingerprint: string;
  readonly csrNonce: string;
  readonly customerNonce: string;
}): string {
  const { session, csrFingerprint, customerFingerprint, csrNonce, customerNonce } = sides;
  return [
    'alongside-safety-words-v1',
    session,
    csrFingerprint,
    customerFingerprint,
    csrNonce,
    customerNonce,
  ].join('\n');
}

const FINGERPRINT_LINE = /^a=fingerprint:sha-256 ((?:[0-9A-Fa-f]{2}:){31}[0-9A-Fa-f]{2})\r?$/;

/**
 * Fingerprints compare as lower-case hex without colons. One and the same, in exactly our form, or none: a second one in
 * a form that we did not read (another hash, `SHA-256`, a stray blank) is how a certificate would be smuggled in, since
 * browsers read more forms than one. Lines end where browsers end them, at the line feed.
 */
export function fingerprintOf(sdp: string): string | undefined {
  const lines = sdp.split('\n').filter((line) => /fingerprint/i.test(line));
  const values = new Set(
    lines.map((line) => FINGERPRINT_LINE.exec(line)?.[1]?.replaceAll(':', '').toLowerCase()),
  );
  const [only] = values;
  return values.size === 1 ? only : undefined;
}

export const SAFETY_WORD_COUNT = 4;

/** Four numbers of eight bits from a SHA-256 digest: the indexes of the words. */
export function safetyWordIndexes(digest: Uint8Array): readonly number[] {
  return [...digest.subarray(0, SAFETY_WORD_COUNT)];
}

/** The limits in force: the protocol's own, and those of the doors that only the relay knows. No enforcement here. */
import { RELAY_LIMITS, SESSION_LIMITS } from '@alongside/protocol';
import { z } from 'zod';

/** Doors behind which only the relay stands; clients need not know them. */
const DOOR_LIMITS = {
  /** A spoken code has 40 bits: five wrong ones of one address, then it waits (security.md 1.3). */
  wrongCodesPerAddress: 5,
  wrongCodesWindowMs: 10 * 60_000,
  /** Links have 128 bits; this only keeps a flood from costing us. */
  wrongLinksPerAddress: 60,
  /** Wrong codes of all addresses together in a minute before the alarm is raised and codes are slowed down. */
  wrongCodesAlarmPerMinute: 200,
  slowedCodeDelayMs: 1_000,
  signInFailuresPerAccountAndAddress: 10,
  signInFailuresPerAddress: 50,
  signInWindowMs: 60 * 60_000,
  httpRequestsPerAddressPerSecond: 100,
  httpBodyBytes: 8 * 1024,
  accountLifeMs: 12 * 60 * 60_000,
  /** Everything that must happen within a second (revocation) is looked at this often. */
  watchIntervalMs: 250,
  /** Credentials for the TURN server; they are renewed when half of this is over. */
  turnLifeMs: 10 * 60_000,
  /** A peer that does not answer our close frame is cut off after this. */
  closeGraceMs: 2_000,
  stopGraceMs: 5_000,
  /** Bytes kept for one place that is away, on top of `maxMissedMessages`. */
  maxMissedBytes: 1024 * 1024,
} as const;

const ALL = { ...RELAY_LIMITS, ...SESSION_LIMITS, ...DOOR_LIMITS };
export type Limits = { readonly [K in keyof typeof ALL]: number };

const names = Object.keys(ALL) as (keyof Limits)[];
const limit = z.int().min(0).optional();
const overridesSchema = z.strictObject(Object.fromEntries(names.map((name) => [name, limit])));

export function resolveLimits(overrides: Partial<Limits> = {}): Limits {
  return { ...ALL, ...overrides };
}

/** For `--limits JSON` on the command line. Throws on an unknown name: a mistyped limit must not pass silently. */
export function parseLimits(json: string): Partial<Limits> {
  return overridesSchema.parse(JSON.parse(json)) as Partial<Limits>;
}

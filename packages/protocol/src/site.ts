/** What a site tells everyone about itself: the public part of its config. Plain text only, no paths, no HTML. */
import { z } from 'zod';
import { displayNameSchema } from './ids.ts';

/** What carries a site's config, as JSON: it shares one message with the session and its people. */
export const MAX_SIGNED_CONFIG_LENGTH = 44 * 1024;
/** 256 raw bits as hex: an Ed25519 public key. Never begins with a hyphen, so that it can be given to a command. */
export const siteKeySchema = z.string().regex(/^[0-9a-f]{64}$/);
/** 512 raw bits as base64url. */
const SIGNATURE = /^[A-Za-z0-9_-]{86}$/;
const MAX_LOGO_BYTES = 16 * 1024;
const MAX_LOGO_SIDE = 512;
/** The first eight bytes of a PNG, a chunk's length and `IHDR`, as base64 begins them. */
const PNG_HEAD = 'iVBORw0KGgoAAAANSUhEUg';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

const keySchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

/** Nothing that could be taken for markup, wherever it is shown. */
export const plainTextSchema = displayNameSchema.refine((text) => !/[<>]/.test(text));

export const trackingCodeSchema = z.strictObject({
  id: keySchema,
  label: plainTextSchema,
  required: z.boolean(),
});

export const sessionTypeSchema = z.strictObject({ id: keySchema, label: plainTextSchema });

export const phoneSchema = z.strictObject({
  numbers: z
    .array(z.strictObject({ label: plainTextSchema, number: z.string().regex(/^\+?[\d ()/.-]{3,30}$/) }))
    .min(1)
    .max(20),
  accessCode: z
    .string()
    .regex(/^[\d ]{1,20}#?$/)
    .nullable(),
});

export const fileRulesSchema = z.strictObject({
  /** The customer's disk may be shown, and files go both ways; the customer permits it each time. */
  advanced: z.boolean(),
  /** The largest file, in MiB. */
  maxFileMb: z.int().min(1).max(102_400),
  /** Files may move while an application is shared. */
  whileSharing: z.boolean(),
});

export const recordingRulesSchema = z.strictObject({
  allowed: z.boolean(),
  /** What is recorded is written encrypted. */
  encrypted: z.boolean(),
  /** The customer may have a copy. */
  customerCopy: z.boolean(),
});

export const brandingSchema = z.strictObject({
  /** Shown in place of the program's own name. */
  name: plainTextSchema.nullable(),
  colour: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .nullable(),
  /** A PNG as base64, up to 16 KiB and 512 × 512 pixels. */
  logo: z
    .string()
    .max(4 * Math.ceil(MAX_LOGO_BYTES / 3))
    .regex(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
    .refine(isSmallPng)
    .nullable(),
});

export const languagesSchema = z
  .array(z.enum(['en', 'ko']))
  .min(1)
  .max(2)
  .refine((languages) => new Set(languages).size === languages.length);

export const retentionDaysSchema = z.int().min(1).max(3_650);

export const siteSchema = z.strictObject({
  organisation: plainTextSchema,
  /** Proved by a key that the organisation's own domain publishes; false until it is. */
  verified: z.boolean(),
  sessionTypes: z.array(sessionTypeSchema).min(1).max(20),
  trackingCodes: z.array(trackingCodeSchema).max(10),
  /** For audio by phone; null where the organisation offers none. */
  phone: phoneSchema.nullable(),
  /** What is said to everyone is kept with the session. */
  chatKept: z.boolean(),
  /** What is read of a customer's machine is kept with the session, where they say yes to that. */
  snapshotsKept: z.boolean(),
  files: fileRulesSchema,
  recording: recordingRulesSchema,
  /** How long the relay keeps a session that is over, with its notes and chat. */
  retentionDays: retentionDaysSchema,
  languages: languagesSchema,
  branding: brandingSchema,
});

export type Site = z.infer<typeof siteSchema>;
export type SessionType = z.infer<typeof sessionTypeSchema>;
export type TrackingCode = z.infer<typeof trackingCodeSchema>;

/**
 * A site's config as it travels: the text that was signed, byte for byte, the Ed25519 signature over it, and the public
 * key that made it. Whoever reads `config` checks the signature first.
 */
export const signedConfigSchema = z
  .strictObject({
    format: z.literal('alongside-site-config/1'),
    key: siteKeySchema,
    signature: z.string().regex(SIGNATURE),
    config: z.string().min(2).max(MAX_SIGNED_CONFIG_LENGTH),
  })
  .refine((signed) => JSON.stringify(signed).length <= MAX_SIGNED_CONFIG_LENGTH);
export type SignedConfig = z.infer<typeof signedConfigSchema>;

/** In force until an admin sets another. */
export const DEFAULT_SITE: Site = {
  organisation: 'Alongside',
  verified: false,
  sessionTypes: [
    { id: 'remote-support', label: 'Remote support' },
    { id: 'training', label: 'Training' },
  ],
  trackingCodes: [
    { id: 'ticket', label: 'Ticket number', required: false },
    { id: 'product', label: 'Product', required: false },
  ],
  phone: null,
  chatKept: false,
  snapshotsKept: false,
  files: { advanced: false, maxFileMb: 10_240, whileSharing: false },
  recording: { allowed: true, encrypted: false, customerCopy: true },
  retentionDays: 90,
  languages: ['en', 'ko'],
  branding: { name: null, colour: null, logo: null },
};

/** By its head: what is no PNG, or would unpack to a huge picture, is refused before anything draws it. */
function isSmallPng(base64: string): boolean {
  if (!base64.startsWith(PNG_HEAD)) return false;
  const bytes = firstBytes(base64, 24);
  const side = (at: number) => [0, 1, 2, 3].reduce((sum, i) => sum * 256 + (bytes[at + i] ?? 255), 0);
  return [side(16), side(20)].every((pixels) => pixels > 0 && pixels <= MAX_LOGO_SIDE);
}

function firstBytes(base64: string, count: number): readonly number[] {
  const bits = (at: number) => BASE64.indexOf(base64.charAt(at));
  return Array.from({ length: count }, (_, i) => {
    const at = Math.floor((i * 4) / 3);
    const shift = 2 * ((i % 3) + 1);
    return ((bits(at) << shift) | (bits(at + 1) >> (6 - shift))) & 0xff;
  });
}

/**
 * The whole config of a site, which its admin writes and signs. It widens nothing that the customer's machine decides:
 * consent, banner, panic key and audit have no switch here. Bounded and plain: no paths, no commands, no markup.
 */
import { z } from 'zod';
import {
  brandingSchema,
  DEFAULT_SITE,
  fileRulesSchema,
  languagesSchema,
  recordingRulesSchema,
  retentionDaysSchema,
  type Site,
  siteSchema,
} from './site.ts';
import { fail, ok, type Result } from './result.ts';

/** Of the file as it is written, in bytes. */
export const MAX_CONFIG_SOURCE_BYTES = 64 * 1024;

/** What comes before the config's text where it is signed: a signature made here is good for nothing else. */
const SIGNED_AS = 'alongside-site-config/1\n';

const nameSchema = z.string().regex(/^[a-z0-9](?:[a-z0-9.-]{0,61}[a-z0-9])?$/);
const instantSchema = z.iso.datetime({ offset: true }).max(40);

const { shape } = siteSchema;
const { files, recording, branding } = DEFAULT_SITE;

/** A part that is left out, or a line of it, is as it is without a config. */
const filesSchema = z.strictObject({
  advanced: fileRulesSchema.shape.advanced.default(files.advanced),
  maxFileMb: fileRulesSchema.shape.maxFileMb.default(files.maxFileMb),
  whileSharing: fileRulesSchema.shape.whileSharing.default(files.whileSharing),
});
const recordingSchema = z.strictObject({
  allowed: recordingRulesSchema.shape.allowed.default(recording.allowed),
  encrypted: recordingRulesSchema.shape.encrypted.default(recording.encrypted),
  customerCopy: recordingRulesSchema.shape.customerCopy.default(recording.customerCopy),
});
const lookSchema = z.strictObject({
  name: brandingSchema.shape.name.default(branding.name),
  colour: brandingSchema.shape.colour.default(branding.colour),
  logo: brandingSchema.shape.logo.default(branding.logo),
});

export const siteConfigSchema = z
  .strictObject({
    /** Whose it is, and for which of its sites: a config goes nowhere else. */
    org: nameSchema,
    site: nameSchema,
    /** Grows with each config that is pushed, and never goes back. */
    version: z.int().min(1).max(1_000_000_000),
    notBefore: instantSchema,
    expires: instantSchema,
    organisation: shape.organisation,
    sessionTypes: shape.sessionTypes.refine(isUnique).default(DEFAULT_SITE.sessionTypes),
    trackingCodes: shape.trackingCodes.refine(isUnique).default(DEFAULT_SITE.trackingCodes),
    phone: shape.phone.default(DEFAULT_SITE.phone),
    chatKept: shape.chatKept.default(DEFAULT_SITE.chatKept),
    snapshotsKept: shape.snapshotsKept.default(DEFAULT_SITE.snapshotsKept),
    files: filesSchema.prefault({}),
    recording: recordingSchema.prefault({}),
    retentionDays: retentionDaysSchema.default(DEFAULT_SITE.retentionDays),
    languages: languagesSchema.default(DEFAULT_SITE.languages),
    branding: lookSchema.prefault({}),
    /** `relay-only`: through the TURN server or not at all, so that neither side learns the other's address. */
    turn: z.enum(['direct', 'relay-only']).default('direct'),
  })
  .refine(({ notBefore, expires }) => Date.parse(notBefore) < Date.parse(expires), {
    path: ['expires'],
    error: 'must be later than notBefore',
  });

export type SiteConfig = z.infer<typeof siteConfigSchema>;

function isUnique(items: readonly { readonly id: string }[]): boolean {
  return new Set(items.map(({ id }) => id)).size === items.length;
}

/** What a signature is over, for the text of a config. */
export function signedText(config: string): string {
  return `${SIGNED_AS}${config}`;
}

/** Of a text whose signature was checked. The only door to a config that came over a wire or out of storage. */
export function decodeSiteConfig(text: string): Result<SiteConfig, 'bad-config'> {
  let value: unknown;
  try {
    value = JSON.parse(text, (key, inner: unknown) => {
      if (key === '__proto__') throw new SyntaxError('not a name');
      return inner;
    });
  } catch {
    return fail('bad-config');
  }
  const parsed = siteConfigSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail('bad-config');
}

export type ConfigTime = 'in-force' | 'not-yet' | 'expired';

/** `now` by the relay's clock: a wrong one at one end must not change what holds there. */
export function timeOf({ notBefore, expires }: SiteConfig, now: number): ConfigTime {
  if (now < Date.parse(notBefore)) return 'not-yet';
  return now < Date.parse(expires) ? 'in-force' : 'expired';
}

/**
 * What holds under a config. Out of its time it gives nothing that was not there without it, and what it took away stays
 * away: time alone never widens.
 */
export function siteOf(config: SiteConfig, now: number): Site {
  const {
    org: _org,
    site: _site,
    version: _version,
    notBefore: _from,
    expires: _to,
    turn: _turn,
    ...rest
  } = config;
  const said: Site = { ...rest, verified: false };
  return timeOf(config, now) === 'in-force' ? said : narrowed(said);
}

function narrowed(said: Site): Site {
  const usual = DEFAULT_SITE;
  return {
    ...said,
    chatKept: said.chatKept && usual.chatKept,
    snapshotsKept: said.snapshotsKept && usual.snapshotsKept,
    files: {
      advanced: said.files.advanced && usual.files.advanced,
      maxFileMb: Math.min(said.files.maxFileMb, usual.files.maxFileMb),
      whileSharing: said.files.whileSharing && usual.files.whileSharing,
    },
    recording: {
      allowed: said.recording.allowed && usual.recording.allowed,
      encrypted: said.recording.encrypted || usual.recording.encrypted,
      customerCopy: said.recording.customerCopy && usual.recording.customerCopy,
    },
    retentionDays: Math.min(said.retentionDays, usual.retentionDays),
  };
}

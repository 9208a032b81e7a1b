/** Asking, granting and taking back on the customer's machine: messages on the `control` channel. */
import { z } from 'zod';
import { grantIdSchema, participantIdSchema, requestIdSchema, timestampSchema } from './ids.ts';

/** A request that nobody answers ends by itself. */
export const REQUEST_LIFE_MS = 60_000;
/** Control is asked for anew after this long. */
export const CONTROL_LIFE_MS = 60 * 60_000;
/** A lost peer's grants wait this long for its return. */
export const PEER_GRACE_MS = 60_000;
/** The customer's own hand on mouse or keyboard holds the CSR's input back this long. */
export const LOCAL_INPUT_PAUSE_MS = 2_000;
/** *Allow* does nothing this soon after it appears. */
export const ALLOW_DELAY_MS = 800;
/** Requests waiting behind the one on screen. */
export const MAX_QUEUED_REQUESTS = 8;

export const CAPABILITIES = [
  'view-desktop',
  'control-desktop',
  'view-application',
  'control-application',
  /** What the customer copies from now on reaches the CSR's clipboard. */
  'read-clipboard',
  /** What the CSR copies from now on reaches the customer's clipboard. */
  'write-clipboard',
  /** The machine is started anew, once, at once. */
  'reboot',
  /** What the machine is made of, and what is installed and runs on it. */
  'system-info',
  /** What is seen and heard is kept by the CSR. */
  'recording',
  /** The customer's folders are looked through. */
  'browse-files',
  /** One act on their files: sent, fetched, renamed, deleted. By the tick box, all of them. */
  'use-files',
] as const;
export const capabilitySchema = z.enum(CAPABILITIES);
export type Capability = z.infer<typeof capabilitySchema>;

/** What is shown under each capability, and whether hands come with it. */
const PICTURES = {
  'view-desktop': { surface: 'desktop', controls: false },
  'control-desktop': { surface: 'desktop', controls: true },
  'view-application': { surface: 'application', controls: false },
  'control-application': { surface: 'application', controls: true },
  'read-clipboard': { surface: null, controls: false },
  'write-clipboard': { surface: null, controls: false },
  reboot: { surface: null, controls: false },
  'system-info': { surface: null, controls: false },
  recording: { surface: null, controls: false },
  'browse-files': { surface: null, controls: false },
  'use-files': { surface: null, controls: false },
} as const satisfies Record<Capability, { surface: 'desktop' | 'application' | null; controls: boolean }>;

/** The whole desktop, one window of it, or null where a capability shows no picture. */
export function surfaceOf(capability: Capability): 'desktop' | 'application' | null {
  return PICTURES[capability].surface;
}

export function isControl(capability: Capability): boolean {
  return PICTURES[capability].controls;
}

/** Done with the yes, instead of allowed from then on: it never stands among the grants. */
export function isOnce(capability: Capability): boolean {
  return capability === 'reboot' || capability === 'use-files';
}

/** A yes to hands is a yes to the picture that they work on, and to nothing else. */
export function covers(given: Capability, asked: Capability): boolean {
  const surface = surfaceOf(given);
  return given === asked || (surface !== null && isControl(given) && surface === surfaceOf(asked));
}

/** For how long a customer may say yes, in minutes. */
export const LIMIT_MINUTES = [5, 15, 30, 60] as const;
/** Folders that a customer may name where theirs are looked through. */
export const MAX_ALLOWED_FOLDERS = 8;
export const allowedFoldersSchema = z.array(z.string().min(1).max(1_024)).min(1).max(MAX_ALLOWED_FOLDERS);

/** How a yes is narrowed by whoever says it. `minutes` null: until it is taken back (control: an hour at most). */
export const limitsSchema = z.strictObject({
  minutes: z.literal(LIMIT_MINUTES).nullable(),
  /** Control without the keyboard. */
  mouseOnly: z.boolean(),
  /** Of all folders these only; null: all that their person can open. */
  folders: allowedFoldersSchema.nullable(),
});
export type Limits = z.infer<typeof limitsSchema>;
export const NO_LIMITS: Limits = { minutes: null, mouseOnly: false, folders: null };

export const grantSchema = z.strictObject({
  id: grantIdSchema,
  capability: capabilitySchema,
  /** The CSR it was given to. */
  csr: participantIdSchema,
  givenAt: timestampSchema,
  /** By the customer's clock; null lasts until it is taken back. */
  expiresAt: timestampSchema.nullable(),
  mouseOnly: z.boolean(),
  folders: allowedFoldersSchema.nullable(),
});
export type Grant = z.infer<typeof grantSchema>;

/** Why nothing that the CSR does reaches the machine although control is granted. */
export const PAUSES = ['local-input', 'prompt', 'peer-lost', 'own-window'] as const;

export const consentMessages = [
  z.strictObject({
    type: z.literal('consent.request'),
    requestId: requestIdSchema,
    capability: capabilitySchema,
  }),
  z.strictObject({ type: z.literal('consent.withdraw'), requestId: requestIdSchema }),
  z.strictObject({
    type: z.literal('consent.answer'),
    requestId: requestIdSchema,
    outcome: z.enum([
      'allowed',
      'declined',
      'expired',
      'withdrawn',
      /** Safety words or link proof are missing or wrong. */
      'not-trusted',
      'not-possible',
      'too-many',
    ]),
  }),
  /** The CSR gives a grant back. */
  z.strictObject({ type: z.literal('grant.release'), grantId: grantIdSchema }),
  /** The whole truth about grants and control, sent by the customer's machine at every change. */
  z.strictObject({
    type: z.literal('grants.changed'),
    /** By the customer's clock, so that what is left of a grant needs no clock in common. */
    now: timestampSchema,
    grants: z.array(grantSchema).max(64),
    control: z.strictObject({
      holder: participantIdSchema.nullable(),
      /** Rises at every change of holder, surface or peer; inputs of an older one are dropped. */
      epoch: z
        .int()
        .min(0)
        .max(2 ** 32 - 1),
      paused: z.enum(PAUSES).nullable(),
    }),
  }),
] as const;

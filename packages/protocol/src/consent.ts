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

export const CAPABILITIES = ['view-desktop', 'control-desktop'] as const;
export const capabilitySchema = z.enum(CAPABILITIES);
export type Capability = z.infer<typeof capabilitySchema>;

export const grantSchema = z.strictObject({
  id: grantIdSchema,
  capability: capabilitySchema,
  /** The CSR it was given to. */
  csr: participantIdSchema,
  givenAt: timestampSchema,
  /** By the customer's clock; null lasts until it is taken back. */
  expiresAt: timestampSchema.nullable(),
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

/** The banner over everything while something is shared: it shows, and stops. */
import { defineContract } from '@alongside/ipc';
import { capabilitySchema, displayNameSchema, PAUSES, timestampSchema } from '@alongside/protocol';
import { z } from 'zod';
import { keyNamesSchema } from './consent-contract.ts';

export const bannerViewSchema = z.strictObject({
  name: displayNameSchema,
  others: z.int().min(0).max(32),
  capability: capabilitySchema,
  mouseOnly: z.boolean(),
  /** The title of the one window that is shared. */
  window: z.string().max(200).nullable(),
  /** When the first of what is shared ends by itself, and the time now, by one clock. */
  endsAt: timestampSchema.nullable(),
  since: timestampSchema,
  paused: z.enum(PAUSES).nullable(),
  /** Whether anybody records, at this moment. */
  recording: z.enum(['on', 'paused']).nullable(),
  panicKey: z.boolean(),
  keyNames: keyNamesSchema,
});
export type BannerView = z.infer<typeof bannerViewSchema>;

export const bannerContract = defineContract({
  name: 'banner',
  calls: {
    'banner.get': { in: z.void(), out: bannerViewSchema.nullable() },
    'banner.stop': { in: z.void(), out: z.void() },
  },
  events: { 'banner.changed': bannerViewSchema },
  frames: {},
});
export type BannerContract = typeof bannerContract;

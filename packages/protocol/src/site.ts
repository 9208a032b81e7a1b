/** What a site tells everyone about itself: the public part of its config. Plain text only, no paths, no HTML. */
import { z } from 'zod';
import { displayNameSchema } from './ids.ts';

const keySchema = z.string().regex(/^[a-z0-9-]{1,40}$/);

export const trackingCodeSchema = z.strictObject({
  id: keySchema,
  label: displayNameSchema,
  required: z.boolean(),
});

export const sessionTypeSchema = z.strictObject({ id: keySchema, label: displayNameSchema });

export const siteSchema = z.strictObject({
  organisation: displayNameSchema,
  /** Proved by a key that the organisation's own domain publishes; false until it is. */
  verified: z.boolean(),
  sessionTypes: z.array(sessionTypeSchema).min(1).max(20),
  trackingCodes: z.array(trackingCodeSchema).max(10),
});

export type Site = z.infer<typeof siteSchema>;
export type SessionType = z.infer<typeof sessionTypeSchema>;
export type TrackingCode = z.infer<typeof trackingCodeSchema>;

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
};

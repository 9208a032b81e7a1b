/** What of their own screen the customer hides, as their window shows it. */
import { rectSchema } from '@alongside/protocol';
import { z } from 'zod';

/** More than anybody keeps track of. */
export const MAX_ZONES = 20;

export const zonesSchema = z.strictObject({
  zones: z
    .array(
      z.strictObject({
        id: z.string().max(12),
        /** Of a window; null for an area. */
        title: z.string().max(200).nullable(),
      }),
    )
    .max(MAX_ZONES),
  /** In fractions of what is shared. */
  hidden: z.array(rectSchema).max(MAX_ZONES),
  /** What is hidden may move: frames are held back until it is known where it is. */
  isFollowed: z.boolean(),
  /** This machine can hide anything at all. */
  canHide: z.boolean(),
  /** Not while somebody looks. */
  canShowAgain: z.boolean(),
});
export type ZonesView = z.infer<typeof zonesSchema>;

export const NO_ZONES: ZonesView = {
  zones: [],
  hidden: [],
  isFollowed: false,
  canHide: false,
  canShowAgain: true,
};

/** A picture of a monitor to draw on. */
export const zonePictureSchema = z.strictObject({
  display: z.string().max(120),
  /** A data URL. */
  picture: z.string().max(4_000_000),
});
export type ZonePicture = z.infer<typeof zonePictureSchema>;

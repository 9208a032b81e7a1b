/** How a shared screen is to look, asked by whoever watches, and how it is sent, told by whoever shows it. */
import { z } from 'zod';

export const MIN_FPS = 5;
export const MAX_FPS = 60;

/** `sharp`: every letter, frames may drop. `smooth`: every frame, letters may blur. */
const pictureSchema = z.enum(['sharp', 'smooth']);
export type Picture = z.infer<typeof pictureSchema>;

export const qualityChoiceSchema = z.strictObject({
  picture: z.enum(['automatic', ...pictureSchema.options]),
  /** Frames a second at most. */
  maxFps: z.int().min(MIN_FPS).max(MAX_FPS),
});
export type QualityChoice = z.infer<typeof qualityChoiceSchema>;

/** In force until something else is chosen, on both sides alike. */
export const DEFAULT_QUALITY: QualityChoice = { picture: 'automatic', maxFps: 30 };

export const qualityMessages = [
  qualityChoiceSchema.extend({ type: z.literal('quality.choose') }),
  z.strictObject({
    type: z.literal('quality.report'),
    picture: pictureSchema,
    /** What holds the picture back; `fps` is the rate that was chosen. */
    limitedBy: z.enum(['none', 'cpu', 'bandwidth', 'fps', 'other']),
  }),
] as const;
export type QualityReport = Omit<z.infer<(typeof qualityMessages)[1]>, 'type'>;

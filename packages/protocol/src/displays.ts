/** The customer's monitors, and which of them is shared: messages on the `control` channel. */
import { z } from 'zod';

const pixel = z.number().min(-65_536).max(65_536);

export const displayInfoSchema = z.strictObject({
  id: z.string().min(1).max(40),
  label: z.string().max(80),
  /** Physical pixels in the machine's own coordinate space. */
  bounds: z.strictObject({
    x: pixel,
    y: pixel,
    width: z.number().min(1).max(65_536),
    height: z.number().min(1).max(65_536),
  }),
  scaleFactor: z.number().min(0.25).max(16),
  primary: z.boolean(),
});
export type DisplayInfo = z.infer<typeof displayInfoSchema>;

/** Every monitor at once, as one surface; listed where there are several and the machine can show it. */
export const ALL_DISPLAYS = 'all';

export const displaysSchema = z.array(displayInfoSchema).max(16);

/** One window of the customer's, as the system names it; another window is another id. */
export const sharedWindowSchema = z.strictObject({
  id: z.string().min(1).max(80),
  title: z.string().max(200),
});
export type SharedWindow = z.infer<typeof sharedWindowSchema>;

export const displayMessages = [
  z.strictObject({
    type: z.literal('screen.displays'),
    displays: displaysSchema,
    shared: z.string().max(40).nullable(),
    /** The title of the one window that is shared instead of a monitor. */
    window: z.string().max(200).nullable(),
  }),
  z.strictObject({ type: z.literal('screen.choose'), display: z.string().min(1).max(40) }),
] as const;

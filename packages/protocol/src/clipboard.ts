/** Clipboards of two machines: what was copied on one crosses in parts on the `control` channel. */
import { z } from 'zod';
import { idSchema } from './ids.ts';

/** UTF-16 units of a text. */
export const MAX_CLIPBOARD_TEXT = 1024 * 1024;
/** Of a picture as PNG. */
export const MAX_CLIPBOARD_IMAGE_BYTES = 8 * 1024 * 1024;
const MAX_IMAGE_LENGTH = Math.ceil(MAX_CLIPBOARD_IMAGE_BYTES / 3) * 4;

export const clipboardContentSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: z.string().min(1).max(MAX_CLIPBOARD_TEXT) }),
  /** Base64, so that it travels as the rest does. */
  z.strictObject({ kind: z.literal('image'), png: z.base64().min(1).max(MAX_IMAGE_LENGTH) }),
]);
export type ClipboardContent = z.infer<typeof clipboardContentSchema>;

/**
 * UTF-16 units in one part. JSON may write six for one of a text, and a message has 64 Ki of them; base64 stays as it is.
 */
export const CLIPBOARD_PART_LENGTH = { text: 10_000, image: 60_000 } as const;
/** Parts under way without an answer: what else is said meanwhile does not wait long. */
export const CLIPBOARD_PARTS_AHEAD = 4;

const part = {
  id: idSchema,
  index: z
    .int()
    .min(0)
    .max(MAX_IMAGE_LENGTH / 10_000),
};

export const clipboardMessages = [
  z.strictObject({
    type: z.literal('clipboard.part'),
    ...part,
    kind: z.enum(['text', 'image']),
    /** How many there are; the first one begins anew, whatever was under way. */
    count: z
      .int()
      .min(1)
      .max(MAX_IMAGE_LENGTH / 10_000 + 1),
    data: z.string().min(1).max(CLIPBOARD_PART_LENGTH.image),
  }),
  /** `more`: this part has come. `written`: it was the last, and all of it can be pasted now. */
  z.strictObject({
    type: z.literal('clipboard.taken'),
    ...part,
    outcome: z.enum(['more', 'written', 'refused']),
  }),
] as const;

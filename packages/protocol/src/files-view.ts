/** Files that are offered, and how they stand: what whoever may take them sees. */
import { z } from 'zod';
import { fileIndexSchema, fileProblemSchema, offeredFileSchema, offerIdSchema } from './files.ts';
import { displayNameSchema, participantIdSchema } from './ids.ts';

export const fileRefSchema = z.strictObject({
  peer: participantIdSchema,
  offer: offerIdSchema,
  file: fileIndexSchema,
});
export type FileRef = z.infer<typeof fileRefSchema>;

const bytes = offeredFileSchema.shape.size;

export const fileViewSchema = fileRefSchema.extend({
  ...offeredFileSchema.shape,
  /** Who offers it. */
  from: displayNameSchema,
  state: z.discriminatedUnion('kind', [
    /** `queued`: others come first. */
    z.strictObject({ kind: z.enum(['offered', 'queued', 'opening', 'checking']) }),
    z.strictObject({
      kind: z.literal('moving'),
      bytes,
      /** Null until it can be said. */
      bytesPerSecond: z.number().min(0).nullable(),
      held: z.enum(['paused', 'sharing', 'lost']).nullable(),
    }),
    /** Under the name that it got. */
    z.strictObject({ kind: z.literal('saved'), name: z.string().max(300) }),
    z.strictObject({ kind: z.literal('failed'), problem: fileProblemSchema }),
  ]),
});
export type FileView = z.infer<typeof fileViewSchema>;

export const filesSchema = z.strictObject({
  /** A place of one's own choice. */
  canChoose: z.boolean(),
  /** What was saved can be shown where it lies. */
  canShow: z.boolean(),
  files: z.array(fileViewSchema).max(1_000),
});
export type FilesView = z.infer<typeof filesSchema>;

export const NO_FILES: FilesView = { canChoose: false, canShow: false, files: [] };

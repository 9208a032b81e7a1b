/** The consent window's calls: what is asked, which windows there are to choose from, and the answer. It has no network and no other way to anything. */
import { defineContract } from '@alongside/ipc';
import {
  capabilitySchema,
  displayNameSchema,
  folderPlaceSchema,
  MAX_ACT_FILES,
  MAX_FILE_BYTES,
  MAX_PLACES,
  pathSchema,
  limitsSchema,
  requestIdSchema,
  retentionDaysSchema,
  sharedWindowSchema,
  timestampSchema,
} from '@alongside/protocol';
import { z } from 'zod';

/** How the keys are printed on this keyboard; `none` where the panic key can't be taken at all (a page). */
export const keyNamesSchema = z.enum(['mac', 'other', 'none']);
export type KeyNames = z.infer<typeof keyNamesSchema>;

const shownNameSchema = z.string().min(1).max(300);
/** What is to be done with files: as the machine has found it, not as it was told. */
export const filesAskedSchema = z.strictObject({
  kind: z.enum(['put', 'get', 'remove', 'rename', 'make']),
  folder: pathSchema,
  /** The first few. */
  names: z.array(shownNameSchema).min(1).max(10),
  /** The new name, where it is to be renamed. */
  to: shownNameSchema.nullable(),
  /** Files, those in folders among them. */
  count: z.int().min(0).max(MAX_ACT_FILES),
  bytes: z.int().min(0).max(MAX_FILE_BYTES),
});
export type FilesAsked = z.infer<typeof filesAskedSchema>;

export const promptViewSchema = z.strictObject({
  requestId: requestIdSchema,
  capability: capabilitySchema,
  name: displayNameSchema,
  /** Null where nobody's is behind the question: a customer asks a CSR. */
  organisation: displayNameSchema.nullable(),
  verified: z.boolean(),
  /** Indexes of safety words to compare by voice; empty where nothing has to be compared. */
  words: z.array(z.int().min(0).max(255)).max(8),
  /** The words are known to be the same, by the link or because somebody said so. */
  wordsProved: z.boolean(),
  expiresAt: timestampSchema,
  /** This machine's clock, so that a countdown needs no other. */
  now: timestampSchema,
  keyNames: keyNamesSchema,
  /** Who would lose control by a yes. */
  takesFrom: displayNameSchema.nullable(),
  /** For how many days what is read of this machine is kept; null where it is not, or nothing is read. */
  keptDays: retentionDaysSchema.nullable(),
  /** Null where it is not about single files. */
  files: filesAskedSchema.nullable(),
});
export type PromptView = z.infer<typeof promptViewSchema>;

/** A window that may be shared. `picture`: what it shows now, as a data URL; empty where the system gives none. */
export const windowChoiceSchema = sharedWindowSchema.extend({ picture: z.string().max(100_000) });
export type WindowChoice = z.infer<typeof windowChoiceSchema>;
/** More than anybody has open and looks through. */
export const MAX_WINDOW_CHOICES = 40;

export const consentContract = defineContract({
  name: 'consent',
  calls: {
    'prompt.get': { in: z.void(), out: promptViewSchema, codes: ['no-prompt'] },
    'prompt.answer': {
      in: z.strictObject({
        requestId: requestIdSchema,
        answer: z.enum(['allow', 'decline']),
        allowAll: z.boolean(),
        limits: limitsSchema,
        /** Of those listed, where an application is asked for. */
        window: sharedWindowSchema.shape.id.nullable(),
      }),
      out: z.void(),
      codes: ['no-prompt', 'too-early', 'no-window'],
    },
    /** Folders to choose from, where one's own are to be looked through. */
    'places.list': {
      in: z.void(),
      out: z.strictObject({ places: z.array(folderPlaceSchema).max(MAX_PLACES), canChoose: z.boolean() }),
    },
    /** In the system's own dialog; null where none was chosen. */
    'place.choose': { in: z.void(), out: pathSchema.nullable() },
    'windows.list': { in: z.void(), out: z.array(windowChoiceSchema).max(MAX_WINDOW_CHOICES) },
  },
  /** The same question, with more known about it (the words have come). */
  events: { 'prompt.changed': promptViewSchema },
  frames: {},
});
export type ConsentContract = typeof consentContract;

/**
 * A machine's folders, looked through by somebody else: what is in them, and what is to be done with it. Messages on the
 * `control` channel. Each act is a request of its own, which the machine's person answers (`consent.answer`).
 */
import { z } from 'zod';
import { MAX_FILE_BYTES, MAX_FILE_NAME_LENGTH } from './files.ts';
import { idSchema, requestIdSchema, timestampSchema } from './ids.ts';

export const MAX_PATH_LENGTH = 4_096;
/** Of one folder; what is beyond is said to be there. */
export const MAX_LISTED_ENTRIES = 5_000;
/** In one message. */
export const ENTRIES_PER_PART = 30;
/** Chosen at a time; what is in chosen folders comes beside. */
export const MAX_CHOSEN_ITEMS = 100;
/** Files that one act may come to, folders counted through. */
export const MAX_ACT_FILES = 10_000;

const hasNoZero = (text: string): boolean => !text.includes('\0');
/** As the machine that it is on writes it. Whether it may be used, that machine decides each time. */
export const pathSchema = z.string().min(1).max(MAX_PATH_LENGTH).refine(hasNoZero);
const nameSchema = z.string().min(1).max(MAX_FILE_NAME_LENGTH).refine(hasNoZero);

/** Where people begin to look. `folder`: one that was chosen by hand. */
export const PLACE_KINDS = [
  'home',
  'desktop',
  'documents',
  'downloads',
  'pictures',
  'music',
  'videos',
  'drive',
  'folder',
] as const;
export const folderPlaceSchema = z.strictObject({
  kind: z.enum(PLACE_KINDS),
  path: pathSchema,
});
export type FolderPlace = z.infer<typeof folderPlaceSchema>;
export const MAX_PLACES = 40;

export const folderEntrySchema = z.strictObject({
  name: nameSchema,
  /** `other`: a device, a link that leads nowhere or out of what is allowed. */
  kind: z.enum(['folder', 'file', 'other']),
  size: z.int().min(0).max(MAX_FILE_BYTES).nullable(),
  changedAt: timestampSchema.nullable(),
  isHidden: z.boolean(),
});
export type FolderEntry = z.infer<typeof folderEntrySchema>;

/** What comes between a folder's path and a name in it. */
const separatorSchema = z.enum(['/', '\\']);

export const listingSchema = z.strictObject({
  /** With all links followed. */
  path: pathSchema,
  /** Null where there is none, or none that may be seen. */
  parent: pathSchema.nullable(),
  separator: separatorSchema,
  entries: z.array(folderEntrySchema).max(MAX_LISTED_ENTRIES),
  /** There is more than can be listed. */
  isCut: z.boolean(),
});
export type FolderListing = z.infer<typeof listingSchema>;

export const FOLDER_PROBLEMS = [
  /** It is not there any more. */
  'gone',
  /** The machine refuses, or it lies outside what was allowed. */
  'not-allowed',
  'exists',
  /** No name that every system can bear. */
  'bad-name',
  'too-many',
  'failed',
] as const;
export const folderProblemSchema = z.enum(FOLDER_PROBLEMS);
export type FolderProblem = z.infer<typeof folderProblemSchema>;

/** What is in a request to send: the names at the top, and what all of it comes to. */
const totalsShape = {
  count: z.int().min(0).max(MAX_ACT_FILES),
  bytes: z.int().min(0).max(MAX_FILE_BYTES),
};

export const fileActSchema = z.discriminatedUnion('kind', [
  /** Into their folder; the offers that follow stay within it. */
  z.strictObject({
    kind: z.literal('put'),
    folder: pathSchema,
    names: z.array(nameSchema).min(1).max(MAX_CHOSEN_ITEMS),
    ...totalsShape,
  }),
  /** A copy of theirs: they offer it to whoever asked. */
  z.strictObject({ kind: z.literal('get'), paths: z.array(pathSchema).min(1).max(MAX_CHOSEN_ITEMS) }),
  z.strictObject({ kind: z.literal('remove'), paths: z.array(pathSchema).min(1).max(MAX_CHOSEN_ITEMS) }),
  z.strictObject({ kind: z.literal('rename'), path: pathSchema, name: nameSchema }),
  z.strictObject({ kind: z.literal('make'), folder: pathSchema, name: nameSchema }),
]);
export type FileAct = z.infer<typeof fileActSchema>;

const asked = { id: idSchema };

export const folderMessages = [
  /** From the CSR. */
  z.strictObject({ type: z.literal('folders.places'), ...asked }),
  z.strictObject({ type: z.literal('folders.list'), ...asked, path: pathSchema }),
  z.strictObject({ type: z.literal('folders.request'), requestId: requestIdSchema, act: fileActSchema }),
  /** From the customer's machine. */
  z.strictObject({
    type: z.literal('folders.placed'),
    ...asked,
    places: z.array(folderPlaceSchema).max(MAX_PLACES),
  }),
  z.strictObject({
    type: z.literal('folders.part'),
    ...asked,
    ...listingSchema.shape,
    entries: z.array(folderEntrySchema).max(ENTRIES_PER_PART),
    more: z.boolean(),
  }),
  z.strictObject({ type: z.literal('folders.failed'), ...asked, problem: folderProblemSchema }),
  /** What was allowed is done, or cannot be; of `get`, all is offered. */
  z.strictObject({
    type: z.literal('folders.done'),
    requestId: requestIdSchema,
    problem: folderProblemSchema.nullable(),
  }),
] as const;

/** A name in a folder, as that machine writes it. */
export function joinPath(
  { path, separator }: Pick<FolderListing, 'path' | 'separator'>,
  name: string,
): string {
  return path.endsWith(separator) ? `${path}${name}` : `${path}${separator}${name}`;
}

/**
 * Files that one end offers and the other takes: messages on the `control` channel, blocks on `bulk`. The receiver asks for
 * what it wants next, so nothing comes faster than it can be written, and a break costs what was under way.
 */
import { z } from 'zod';
import { requestIdSchema } from './ids.ts';
import { fail, ok, type Result } from './result.ts';

/** Of a file; the last block is shorter. With its header it is one message of the `bulk` channel. */
export const BLOCK_BYTES = 60 * 1024;
/** Blocks that are asked for and not yet written, just under 1 MiB: no break costs more than has to be sent again. */
export const BLOCKS_AHEAD = 17;
export const MAX_FILE_BYTES = 2 ** 40;
/** Files in one offer, so that it fits a message. */
export const MAX_OFFERED_FILES = 100;
export const MAX_FILE_NAME_LENGTH = 255;

/** Of one offer of one CSR, counted by the console. */
export const offerIdSchema = z
  .int()
  .min(0)
  .max(2 ** 32 - 1);
/** Its place in the offer. */
export const fileIndexSchema = z
  .int()
  .min(0)
  .max(MAX_OFFERED_FILES - 1);
const blockSchema = z
  .int()
  .min(0)
  .max(Math.ceil(MAX_FILE_BYTES / BLOCK_BYTES));
export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/** As the sender says; the receiver makes a name of it that its disk may bear. */
export const offeredFileSchema = z.strictObject({
  name: z.string().min(1).max(MAX_FILE_NAME_LENGTH),
  size: z.int().min(0).max(MAX_FILE_BYTES),
});
export type OfferedFile = z.infer<typeof offeredFileSchema>;

/** More folders in each other than anybody looks for a file in. */
export const MAX_FOLDER_DEPTH = 16;
/** In an offer: also the folders that it lies in, outermost first, to be made where it goes. */
export const listedFileSchema = offeredFileSchema.extend({
  within: z.array(z.string().min(1).max(MAX_FILE_NAME_LENGTH)).max(MAX_FOLDER_DEPTH),
});
export type ListedFile = z.infer<typeof listedFileSchema>;

/** Drawn as nothing, or turning the line around, so that `.exe` reads as `.pdf`; emoji keep what joins them. */
const UNSEEN = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]|(?!\ufe0f|\u200d)\p{Default_Ignorable_Code_Point}/gu;

/** A stranger's name as it may be shown; never empty. What it is called on a disk is for that disk's machine to say. */
export function shownFileName(name: string): string {
  return name.replace(UNSEEN, '').trim() || '?';
}

/** Why a file does not come. */
export const FILE_PROBLEMS = [
  /** It cannot be read any more where it was. */
  'source-gone',
  /** It was written to since it was offered. */
  'source-changed',
  /** What came is not what was sent. */
  'damaged',
  'no-space',
  'not-writable',
  /** The other end does not send what was asked for. */
  'stopped',
  /** The offer was taken back. */
  'withdrawn',
] as const;
export const fileProblemSchema = z.enum(FILE_PROBLEMS);
export type FileProblem = z.infer<typeof fileProblemSchema>;

const one = { offer: offerIdSchema, file: fileIndexSchema };

export const fileMessages = [
  /** From a CSR to every customer, or from a customer to a CSR; the same again after a reconnect. */
  z.strictObject({
    type: z.literal('files.offer'),
    offer: offerIdSchema,
    /** What was asked for and allowed: it goes where that said. Null: whoever it is offered to may take it. */
    request: requestIdSchema.nullable(),
    files: z.array(listedFileSchema).min(1).max(MAX_OFFERED_FILES),
  }),
  z.strictObject({ type: z.literal('files.withdraw'), offer: offerIdSchema }),
  /** From whoever takes it: send these blocks, once, in order. */
  z.strictObject({
    type: z.literal('files.take'),
    ...one,
    from: blockSchema,
    count: z.int().min(1).max(BLOCKS_AHEAD),
  }),
  /** From the same, when all has come: what is the SHA-256 of the blocks' SHA-256? */
  z.strictObject({ type: z.literal('files.check'), ...one }),
  z.strictObject({ type: z.literal('files.sum'), ...one, sum: sha256Schema }),
  /** From whoever offers it: it cannot be sent. */
  z.strictObject({ type: z.literal('files.failed'), ...one, problem: fileProblemSchema }),
  /** From whoever takes it: how it stands. */
  z.strictObject({
    type: z.literal('files.told'),
    ...one,
    state: z.enum(['moving', 'paused', 'waiting', 'saved', 'failed', 'cancelled']),
    bytes: z.int().min(0).max(MAX_FILE_BYTES),
    problem: fileProblemSchema.nullable(),
    /** Of the whole file as it was saved. */
    sha256: sha256Schema.nullable(),
  }),
] as const;

/** A block on its way: big-endian offer u32, file u16, index u32, SHA-256 of the bytes, then the bytes. */
export type FileBlock = {
  readonly offer: number;
  readonly file: number;
  readonly index: number;
  readonly hash: Uint8Array;
  readonly bytes: Uint8Array;
};

const HASH_BYTES = 32;
const BLOCK_HEADER_BYTES = 10 + HASH_BYTES;
export const MAX_BLOCK_FRAME_BYTES = BLOCK_HEADER_BYTES + BLOCK_BYTES;

export function encodeBlock({ offer, file, index, hash, bytes }: FileBlock): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(BLOCK_HEADER_BYTES + bytes.length);
  const view = new DataView(frame.buffer);
  view.setUint32(0, offer);
  view.setUint16(4, file);
  view.setUint32(6, index);
  frame.set(hash, 10);
  frame.set(bytes, BLOCK_HEADER_BYTES);
  return frame;
}

/** Its parts look into `frame`. Whether the hash is right, whoever has one computes. */
export function decodeBlock(frame: Uint8Array): Result<FileBlock, 'bad-frame'> {
  if (frame.length <= BLOCK_HEADER_BYTES || frame.length > MAX_BLOCK_FRAME_BYTES) return fail('bad-frame');
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  return ok({
    offer: view.getUint32(0),
    file: view.getUint16(4),
    index: view.getUint32(6),
    hash: frame.subarray(10, BLOCK_HEADER_BYTES),
    bytes: frame.subarray(BLOCK_HEADER_BYTES),
  });
}

/** An empty file has none. */
export function blockCount(size: number): number {
  return Math.ceil(size / BLOCK_BYTES);
}

/** Where block `index` of a file of `size` bytes begins and ends. */
export function blockRange(size: number, index: number): { readonly start: number; readonly end: number } {
  const start = index * BLOCK_BYTES;
  return { start, end: Math.min(size, start + BLOCK_BYTES) };
}

/** All that the console's window may ask of the trusted side, and what it is told. Schemas only. */

import { hostCalls, hostEvents, hostFrames } from '@alongside/helper/contract/session-contract.ts';
import { bytesSchema, defineContract } from '@alongside/ipc';
import {
  clipboardContentSchema,
  FILE_PROBLEMS,
  FOLDER_PROBLEMS,
  folderPlaceSchema,
  listedFileSchema,
  listingSchema,
  MAX_ACT_FILES,
  MAX_CHOSEN_ITEMS,
  MAX_FILE_BYTES,
  MAX_PLACES,
  pathSchema,
  recordingAboutSchema,
  recordingMarkSchema,
  signedConfigSchema,
  timestampSchema,
} from '@alongside/protocol';
import { z } from 'zod';

const nothing = z.undefined();
const done = z.null();
/** Which change of the clipboard, counted from the program's start. */
const changeNumber = z.int().nonnegative();

export const MAX_LAST_KEYS = 3;
export const MAX_KNOWN_SITES = 8;

/** What the person chose and wants to find again. Everything is optional: a new profile has none. */
export const choicesSchema = z.strictObject({
  lang: z.enum(['en', 'ko']).optional(),
  scheme: z.enum(['auto', 'light', 'dark']).optional(),
  panelWidth: z.int().min(280).max(360).optional(),
  /** For One-Click start: the session type of last time. */
  sessionType: z.string().max(40).optional(),
  /** Special keys by their id, the last ones first. */
  lastKeys: z.array(z.string().max(40)).max(MAX_LAST_KEYS).optional(),
  /** The last good config of each relay: by its key the next one is proved. */
  sites: z
    .array(z.strictObject({ relay: z.string().max(300), config: signedConfigSchema }))
    .max(MAX_KNOWN_SITES)
    .optional(),
});
export type Choices = z.infer<typeof choicesSchema>;

/** `not-secure`: to be encrypted, and this machine has nowhere to keep a key. */
export const RECORDING_PROBLEMS = [
  'no-space',
  'not-writable',
  'damaged',
  'missing',
  'not-secure',
  'failed',
] as const;
export type RecordingProblem = (typeof RECORDING_PROBLEMS)[number];

const recordingId = z.string().regex(/^[a-z0-9-]{1,64}$/);
const which = z.strictObject({ id: recordingId });
const placeSchema = z.strictObject({
  folder: z.string().max(4_096),
  /** Null where the system does not say. */
  freeBytes: z.number().min(0).nullable(),
});

export const listedRecordingSchema = z.strictObject({
  id: recordingId,
  /** The relay's name of the session it is of. */
  session: z.string().max(64),
  title: z.string().max(200),
  startedAt: timestampSchema,
  /** Null: not finished. */
  seconds: z.number().nullable(),
  bytes: z.number().nullable(),
  sealed: z.boolean(),
  /** `running`: by this program, now. `unfinished`: a crash or a full disk cut it off. */
  state: z.enum(['running', 'unfinished', 'finished', 'missing']),
});
export type ListedRecording = z.infer<typeof listedRecordingSchema>;
export const MAX_LISTED_RECORDINGS = 5_000;
export const MAX_MARKS = 200_000;
export const MAX_CHAPTERS = 255;
const MAX_RECORDING_FRAME_BYTES = 16 * 1024 * 1024;

const folderCodes = FOLDER_PROBLEMS;
const diskCodes = ['no-space', 'not-writable', 'damaged'] as const;
const offset = z.int().min(0).max(MAX_FILE_BYTES);
/** Counted by the trusted side. */
const handle = z.int().min(0);
const paths = z.strictObject({ paths: z.array(pathSchema).min(1).max(MAX_CHOSEN_ITEMS) });
const fileName = listedFileSchema.shape.name;

/** This machine's own folders, and files that go from them and come to them. */
const folderCalls = {
  'folders.places': { in: nothing, out: z.array(folderPlaceSchema).max(MAX_PLACES) },
  'folders.list': { in: z.strictObject({ path: pathSchema }), out: listingSchema, codes: folderCodes },
  'folders.make': {
    in: z.strictObject({ folder: pathSchema, name: fileName }),
    out: done,
    codes: folderCodes,
  },
  'folders.rename': {
    in: z.strictObject({ path: pathSchema, name: fileName }),
    out: done,
    codes: folderCodes,
  },
  'folders.remove': { in: paths, out: done, codes: folderCodes },
  /** All files that these come to; they can be read until `sources.end`. */
  'sources.begin': {
    in: paths,
    out: z.strictObject({ handle, files: z.array(listedFileSchema).max(MAX_ACT_FILES) }),
    codes: folderCodes,
  },
  'sources.read': {
    in: z.strictObject({ handle, file: z.int().min(0).max(MAX_ACT_FILES), start: offset, end: offset }),
    out: bytesSchema,
    codes: FILE_PROBLEMS,
  },
  'sources.end': { in: z.strictObject({ handle }), out: done },
  /** A file that comes; calls one after the other, until it is finished or discarded. `folder` null: where downloads go. */
  'download.open': {
    in: listedFileSchema.extend({ folder: pathSchema.nullable() }),
    out: z.strictObject({ handle }),
    codes: diskCodes,
  },
  'download.write': {
    in: z.strictObject({ handle, index: z.int().min(0), hash: bytesSchema, bytes: bytesSchema }),
    out: done,
    codes: diskCodes,
  },
  'download.finish': {
    in: z.strictObject({ handle, sum: z.string().length(64) }),
    out: z.strictObject({
      path: pathSchema,
      name: z.string().max(300),
      sha256: z.string().length(64),
    }),
    codes: diskCodes,
  },
  'download.discard': { in: z.strictObject({ handle }), out: done },
  /** In the folder where it lies; only what came here in this run. */
  'download.show': { in: z.strictObject({ path: pathSchema }), out: done },
} as const;

/** The longest text that goes to the clipboard, or into a file, is all that can be read of a machine. */
const MAX_TEXT_LENGTH = 8_000_000;

export const consoleContract = defineContract({
  name: 'console',
  calls: {
    'app.info': {
      in: nothing,
      out: z.strictObject({
        version: z.string().max(40),
        carrier: z.enum(['electron', 'web']),
        /** The relay's origin. */
        relay: z.string().max(300),
        choices: choicesSchema,
        /** `--start` or the deep link: begin a session as soon as somebody is signed in. */
        startNow: z.boolean(),
        /** A colleague's link brought this page here: join once somebody is signed in. */
        joinToken: z.string().max(40).nullable(),
      }),
    },
    /** Why the last connection to the relay failed: a page cannot see that by itself. */
    'relay.explain': { in: nothing, out: z.enum(['unreachable', 'certificate']) },
    'token.load': { in: nothing, out: z.string().min(1).max(400).nullable() },
    /** `not-secure`: this machine would keep it as plain text, so it is not kept. */
    'token.save': {
      in: z.strictObject({ token: z.string().min(1).max(400) }),
      out: done,
      codes: ['not-secure', 'failed'],
    },
    'token.clear': { in: nothing, out: done },
    'choices.save': { in: choicesSchema, out: done },
    'clipboard.write': {
      in: z.strictObject({ text: z.string().max(MAX_TEXT_LENGTH) }),
      out: done,
      codes: ['failed'],
    },
    /** Where the person says, in the system's own dialog. */
    'file.save': {
      in: z.strictObject({ name: z.string().min(1).max(120), text: z.string().max(MAX_TEXT_LENGTH) }),
      out: z.enum(['saved', 'cancelled']),
      codes: ['failed'],
    },
    /** Tells by `clipboard.changed` what is copied from now on. */
    'clipboard.watch': { in: z.strictObject({ on: z.boolean() }), out: changeNumber },
    /** Looks now: what has been copied is told, up to the change that this answers with. */
    'clipboard.look': { in: nothing, out: changeNumber },
    /** Something that a customer copied. */
    'clipboard.put': { in: clipboardContentSchema, out: done, codes: ['failed'] },
    /** What of this machine can be shown, with a picture of each as a data URL. */
    'share.sources': {
      in: z.strictObject({ type: z.enum(['screen', 'window']) }),
      out: z
        .array(
          z.strictObject({
            id: z.string().max(80),
            title: z.string().max(200),
            picture: z.string().max(200_000),
          }),
        )
        .max(64),
    },
    /** This person chose to show it: the next capture gets it. Null where the browser's own picker chooses. */
    'share.open': { in: z.strictObject({ source: z.string().max(80).nullable() }), out: done },
    'share.close': { in: nothing, out: done },
    /** From now on customers may ask to control it; false where it is there no more, or nothing can be controlled here. */
    'host.open': { in: z.strictObject({ source: z.string().max(80) }), out: z.boolean() },
    'host.close': { in: nothing, out: done },
    ...hostCalls,
    ...folderCalls,
    'recording.place': { in: nothing, out: placeSchema },
    /** In the system's own dialog; the place as it is then. */
    'recording.choose-place': { in: nothing, out: placeSchema },
    'recording.begin': {
      in: z.strictObject({ about: recordingAboutSchema, sealed: z.boolean() }),
      out: done,
      codes: RECORDING_PROBLEMS,
    },
    'recording.mark': { in: recordingMarkSchema, out: done },
    /** When it is finished; null where none was running. */
    'recording.end': {
      in: nothing,
      out: z
        .strictObject({
          id: recordingId,
          name: z.string().max(300),
          seconds: z.number().min(0),
          size: z.int().min(0),
          sha256: z.string().length(64),
        })
        .nullable(),
      codes: RECORDING_PROBLEMS,
    },
    'recordings.list': { in: nothing, out: z.array(listedRecordingSchema).max(MAX_LISTED_RECORDINGS) },
    'recordings.track': {
      in: which,
      out: z.array(recordingMarkSchema).max(MAX_MARKS),
      codes: RECORDING_PROBLEMS,
    },
    /** Whether it can be played: what was changed since is `damaged`. */
    'recordings.check': { in: which, out: done, codes: RECORDING_PROBLEMS },
    'recordings.finish': { in: which, out: done, codes: RECORDING_PROBLEMS },
    'recordings.remove': { in: which, out: done, codes: RECORDING_PROBLEMS },
    'recordings.show': { in: which, out: done },
    'recordings.export': {
      in: z.strictObject({
        id: recordingId,
        format: z.enum(['mp4', 'webm']),
        chapters: z
          .array(z.strictObject({ seconds: z.number().min(0), title: z.string().max(200) }))
          .max(MAX_CHAPTERS),
      }),
      out: z.enum(['saved', 'cancelled']),
      codes: RECORDING_PROBLEMS,
    },
    'link.open': {
      in: z.strictObject({ address: z.string().max(2_048) }),
      out: done,
      codes: ['not-allowed', 'failed'],
    },
  },
  events: {
    /** A deep link or a second `--start` while the window is open. */
    'start.requested': z.null(),
    'clipboard.changed': z.strictObject({ content: clipboardContentSchema, change: changeNumber }),
    'recording.failed': z.enum(RECORDING_PROBLEMS),
    'recordings.changed': z.null(),
    ...hostEvents,
  },
  /** `recording`: the next piece of what is recorded. */
  frames: { ...hostFrames, recording: MAX_RECORDING_FRAME_BYTES },
});

export type ConsoleContract = typeof consoleContract;

/** All that the console's window may ask of the trusted side, and what it is told. Schemas only. */

import { defineContract } from '@alongside/ipc';
import { z } from 'zod';

const nothing = z.undefined();
const done = z.null();

/** What the person chose and wants to find again. Everything is optional: a new profile has none. */
export const choicesSchema = z.strictObject({
  lang: z.enum(['en', 'ko']).optional(),
  scheme: z.enum(['auto', 'light', 'dark']).optional(),
  panelWidth: z.int().min(280).max(360).optional(),
  /** For One-Click start: the session type of last time. */
  sessionType: z.string().max(40).optional(),
});
export type Choices = z.infer<typeof choicesSchema>;

/** The longest text that goes to the clipboard is a message with its link. */
const MAX_CLIPBOARD_LENGTH = 8_000;

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
      in: z.strictObject({ text: z.string().max(MAX_CLIPBOARD_LENGTH) }),
      out: done,
      codes: ['failed'],
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
  },
  frames: {},
});

export type ConsoleContract = typeof consoleContract;

/** Everything that peers say on the ordered `control` channel. The only door is `decodePeerMessage`. */
import { z } from 'zod';
import { chatMessages } from './chat.ts';
import { clipboardMessages } from './clipboard.ts';
import { consentMessages } from './consent.ts';
import { displayMessages } from './displays.ts';
import { drawingMessages } from './drawing.ts';
import { fileMessages } from './files.ts';
import { folderMessages } from './folders.ts';
import { decodeJson } from './relay-wire.ts';
import { mediaMessages } from './media.ts';
import { qualityMessages } from './quality.ts';
import { rebootMessages } from './reboot.ts';
import { receiptMessages } from './receipt.ts';
import { recordingMessages } from './recording.ts';
import { shareMessages } from './share.ts';
import { systemInfoMessages } from './system-info.ts';
import { trustMessages } from './trust.ts';
import { zoneMessages } from './zones.ts';
import { fail, type Result } from './result.ts';

export const MAX_PEER_MESSAGE_LENGTH = 64 * 1024;

/** What this end of the connection can do; a missing one is shown as such, never a crash. */
export const INPUT_PROBLEMS = ['no-display', 'wayland', 'not-permitted', 'unsupported'] as const;
export const CAPTURE_PROBLEMS = ['no-display', 'not-permitted', 'unsupported'] as const;

/** Why a machine cannot do what it might be asked for; null where it can. */
export const machineSchema = z.strictObject({
  captureProblem: z.enum(CAPTURE_PROBLEMS).nullable(),
  inputProblem: z.enum(INPUT_PROBLEMS).nullable(),
  /** One window at a time instead of the desktop. */
  applicationProblem: z.literal('unsupported').nullable(),
  clipboardProblem: z.literal('unsupported').nullable(),
  /** Lines of others over what is shared. */
  drawingProblem: z.literal('unsupported').nullable(),
  /** Starting the machine anew, and coming back by itself. */
  rebootProblem: z.literal('unsupported').nullable(),
  systemInfoProblem: z.literal('unsupported').nullable(),
  /** Its folders looked through. `not-enabled`: the site does not have it. */
  filesProblem: z.enum(['unsupported', 'not-enabled']).nullable(),
});
export type Machine = z.infer<typeof machineSchema>;

/** Where nothing stands in the way; also of whoever is never asked for anything. */
export const UNASKED_MACHINE: Machine = {
  captureProblem: null,
  inputProblem: null,
  applicationProblem: null,
  clipboardProblem: null,
  drawingProblem: null,
  rebootProblem: null,
  systemInfoProblem: null,
  filesProblem: null,
};

const hello = z.strictObject({
  type: z.literal('peer.hello'),
  protocol: z.int(),
  language: z.enum(['en', 'ko']),
  /** Of customers it counts; a CSR's machine is not asked for anything. */
  machine: machineSchema,
});

export const peerMessageSchema = z.discriminatedUnion('type', [
  hello,
  z.strictObject({ type: z.literal('peer.bye') }),
  ...trustMessages,
  ...consentMessages,
  ...displayMessages,
  ...chatMessages,
  ...clipboardMessages,
  ...shareMessages,
  ...mediaMessages,
  ...drawingMessages,
  ...qualityMessages,
  ...rebootMessages,
  ...receiptMessages,
  ...recordingMessages,
  ...fileMessages,
  ...folderMessages,
  ...systemInfoMessages,
  ...zoneMessages,
]);

export type PeerMessage = z.infer<typeof peerMessageSchema>;
export type PeerMessageOf<T extends PeerMessage['type']> = Extract<PeerMessage, { type: T }>;
export type InputProblem = (typeof INPUT_PROBLEMS)[number];
export type CaptureProblem = (typeof CAPTURE_PROBLEMS)[number];

export function decodePeerMessage(raw: string): Result<PeerMessage, 'bad-message'> {
  return raw.length > MAX_PEER_MESSAGE_LENGTH ? fail('bad-message') : decodeJson(raw, peerMessageSchema);
}

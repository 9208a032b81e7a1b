/**
 * The door for injected input: every frame is decoded here again, held against the live grant, and kept off our own
 * windows. It presses nothing itself.
 */
import {
  decodeInput,
  unreachable,
  type DisplayInfo,
  type InputCommand,
  type ParticipantId,
  type TextCodec,
} from '@alongside/protocol';
import { decodeSentInput } from '../contract/input-frame.ts';
import type { InputSink, OwnWindows } from './ports.ts';

type InputGateOptions = {
  readonly mayInject: (peer: ParticipantId, epoch: number) => boolean;
  /** Who holds control, and with which epoch. */
  readonly control: () => { readonly holder: ParticipantId | null; readonly epoch: number };
  readonly ownWindows: OwnWindows;
  readonly onCovered: (covered: boolean) => void;
  readonly isCovered: () => boolean;
  /** The display whose fractions the frames are; undefined while none is shared. */
  readonly surface: () => DisplayInfo | undefined;
  readonly input: InputSink;
};

export type InputVerdict = 'injected' | 'bad-frame' | 'not-allowed' | 'own-window' | 'no-surface';

export function createInputGate(options: InputGateOptions): (bytes: Uint8Array) => InputVerdict {
  return (bytes) => {
    const sent = decodeSentInput(bytes);
    if (!sent.ok) return 'bad-frame';
    const decoded = decodeInput(sent.value.frame, textCodec);
    if (!decoded.ok) return 'bad-frame';
    const { from } = sent.value;
    const { epoch, command } = decoded.value;
    const control = options.control();
    // A stranger's frames must not even move the shield.
    if (control.holder !== from || control.epoch !== epoch) return 'not-allowed';
    const display = options.surface();
    if (display === undefined) return 'no-surface';
    const covered = reachesOwnWindow(command, display, options.ownWindows);
    if (covered !== options.isCovered()) options.onCovered(covered);
    if (covered) return 'own-window';
    if (!options.mayInject(from, epoch)) return 'not-allowed';
    options.input.inject(command, display);
    return 'injected';
  };
}

function reachesOwnWindow(command: InputCommand, display: DisplayInfo, own: OwnWindows): boolean {
  switch (command.kind) {
    case 'move':
    case 'button':
    case 'wheel':
      return own.covers(command.at, display);
    case 'key':
    case 'text':
      return own.hasFocus();
    case 'release-all':
      // Letting go is always harmless.
      return false;
    default:
      return unreachable(command);
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

const textCodec: TextCodec = {
  encode: (text) => encoder.encode(text),
  decode(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  },
};

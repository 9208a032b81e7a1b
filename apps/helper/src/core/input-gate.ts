/**
 * The door for injected input: every frame is decoded here again, held against the live grant, and kept off our own
 * windows. It presses nothing itself.
 */
import {
  decodeInput,
  unreachable,
  type InputCommand,
  type ParticipantId,
  type TextCodec,
} from '@alongside/protocol';
import { decodeSentInput } from '../contract/input-frame.ts';
import type { PrivateZones } from './private-zones.ts';
import type { InputSink, OwnWindows, SharedSurface } from './ports.ts';

type InputGateOptions = {
  readonly mayInject: (frame: {
    readonly peer: ParticipantId;
    readonly epoch: number;
    readonly hand: 'pointer' | 'keyboard';
  }) => boolean;
  /** Who holds control, and with which epoch. */
  readonly control: () => { readonly holder: ParticipantId | null; readonly epoch: number };
  readonly ownWindows: OwnWindows;
  /** What the customer hides is not reached either. */
  readonly zones: Pick<PrivateZones, 'covers'>;
  readonly onCovered: (covered: boolean) => void;
  readonly isCovered: () => boolean;
  /** What the frames are fractions of; undefined while nothing is shared. */
  readonly surface: () => SharedSurface | undefined;
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
    const surface = options.surface();
    if (surface === undefined) return 'no-surface';
    const covered =
      reachesOwnWindow(command, surface, options.ownWindows) || reachesHidden(command, options.zones);
    if (covered !== options.isCovered()) options.onCovered(covered);
    if (covered) return 'own-window';
    if (!options.mayInject({ peer: from, epoch, hand: handOf(command) })) return 'not-allowed';
    options.input.inject(command, surface);
    return 'injected';
  };
}

/** Where one window is shared, the pixel is only known at the moment of injection, and has to be that window's. */
function reachesOwnWindow(command: InputCommand, surface: SharedSurface, own: OwnWindows): boolean {
  switch (command.kind) {
    case 'move':
    case 'button':
    case 'wheel':
      return surface.kind === 'display' && own.covers(command.at, surface.display);
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

function reachesHidden(command: InputCommand, zones: Pick<PrivateZones, 'covers'>): boolean {
  if (command.kind === 'release-all') return false;
  return zones.covers('at' in command ? command.at : null);
}

/** Letting go is nobody's typing. */
function handOf({ kind }: InputCommand): 'pointer' | 'keyboard' {
  return kind === 'key' || kind === 'text' ? 'keyboard' : 'pointer';
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

/**
 * What a CSR does with mouse and keyboard, as bytes on the `input` and `pointer` channels.
 * Big-endian: kind u8, epoch u32, then per kind. Positions are fractions of the shared surface as u16 (0…65535).
 * Text is UTF-8, decoded and encoded by the caller's platform through `TextCodec`, since this package has none.
 */
import { KEY_CODES, type KeyCode } from './key-codes.ts';
import { fail, ok, type Result } from './result.ts';

export const MAX_INPUT_FRAME_BYTES = 1_200;
/** Longest composed text in one frame, in UTF-8 bytes. */
export const MAX_TEXT_BYTES = 1_024;
/** One notch of a wheel. */
export const WHEEL_NOTCH = 120;

const HEADER_BYTES = 5;
const FULL = 65_535;
const BUTTONS = ['left', 'middle', 'right'] as const;

export type MouseButton = (typeof BUTTONS)[number];
/** Fractions of the shared surface, 0 ≤ x, y ≤ 1. */
export type SurfacePoint = { readonly x: number; readonly y: number };

export type InputCommand =
  | { readonly kind: 'move'; readonly seq: number; readonly at: SurfacePoint }
  | {
      readonly kind: 'button';
      readonly button: MouseButton;
      readonly down: boolean;
      readonly at: SurfacePoint;
    }
  /** In units of `WHEEL_NOTCH` to a notch; positive is right and down. */
  | { readonly kind: 'wheel'; readonly dx: number; readonly dy: number; readonly at: SurfacePoint }
  | { readonly kind: 'key'; readonly code: KeyCode; readonly down: boolean }
  | { readonly kind: 'text'; readonly text: string }
  /** The CSR's stage lost focus: nothing may stay down. */
  | { readonly kind: 'release-all' };

export type InputFrame = { readonly epoch: number; readonly command: InputCommand };

export type TextCodec = {
  readonly encode: (text: string) => Uint8Array;
  /** Undefined where the bytes are not UTF-8. */
  readonly decode: (bytes: Uint8Array) => string | undefined;
};

const KINDS = { move: 1, button: 2, wheel: 3, key: 4, text: 5, 'release-all': 6 } as const;

export function encodeInput(frame: InputFrame, text: TextCodec): Uint8Array<ArrayBuffer> {
  const { command } = frame;
  const body = command.kind === 'text' ? text.encode(command.text) : new Uint8Array(0);
  const bytes = new Uint8Array(HEADER_BYTES + BODY_BYTES[command.kind] + body.length);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, KINDS[command.kind]);
  view.setUint32(1, frame.epoch);
  writeBody(view, command);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

export function decodeInput(bytes: Uint8Array, text: TextCodec): Result<InputFrame, 'bad-frame'> {
  if (bytes.length < HEADER_BYTES || bytes.length > MAX_INPUT_FRAME_BYTES) return fail('bad-frame');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = KIND_OF.get(view.getUint8(0));
  if (kind === undefined) return fail('bad-frame');
  const rest = bytes.length - HEADER_BYTES;
  if (kind === 'text' ? rest === 0 || rest > MAX_TEXT_BYTES : rest !== BODY_BYTES[kind])
    return fail('bad-frame');
  const command = kind === 'text' ? readText(bytes, text) : readBody(view, kind);
  return command === undefined ? fail('bad-frame') : ok({ epoch: view.getUint32(1), command });
}

const KIND_OF: ReadonlyMap<number, InputCommand['kind']> = new Map(
  Object.entries(KINDS).map(([kind, number]) => [number, kind as InputCommand['kind']] as const),
);

const BODY_BYTES: Readonly<Record<InputCommand['kind'], number>> = {
  move: 8,
  button: 6,
  wheel: 8,
  key: 3,
  text: 0,
  'release-all': 0,
};

function writeBody(view: DataView, command: InputCommand): void {
  switch (command.kind) {
    case 'move':
      view.setUint32(5, command.seq);
      return writePoint(view, 9, command.at);
    case 'button':
      view.setUint8(5, BUTTONS.indexOf(command.button));
      view.setUint8(6, command.down ? 1 : 0);
      return writePoint(view, 7, command.at);
    case 'wheel':
      view.setInt16(5, command.dx);
      view.setInt16(7, command.dy);
      return writePoint(view, 9, command.at);
    case 'key':
      view.setUint16(5, KEY_CODES.indexOf(command.code));
      return view.setUint8(7, command.down ? 1 : 0);
    case 'text':
    case 'release-all':
      return;
  }
}

function readBody(view: DataView, kind: Exclude<InputCommand['kind'], 'text'>): InputCommand | undefined {
  switch (kind) {
    case 'move':
      return { kind, seq: view.getUint32(5), at: readPoint(view, 9) };
    case 'button': {
      const button = BUTTONS[view.getUint8(5)];
      const down = readFlag(view, 6);
      return button === undefined || down === undefined
        ? undefined
        : { kind, button, down, at: readPoint(view, 7) };
    }
    case 'wheel':
      return { kind, dx: view.getInt16(5), dy: view.getInt16(7), at: readPoint(view, 9) };
    case 'key': {
      const code = KEY_CODES[view.getUint16(5)];
      const down = readFlag(view, 7);
      return code === undefined || down === undefined ? undefined : { kind, code, down };
    }
    case 'release-all':
      return { kind };
  }
}

function readText(bytes: Uint8Array, text: TextCodec): InputCommand | undefined {
  const decoded = text.decode(bytes.subarray(HEADER_BYTES));
  return decoded === undefined || decoded.includes('\0') ? undefined : { kind: 'text', text: decoded };
}

function readFlag(view: DataView, offset: number): boolean | undefined {
  const flag = view.getUint8(offset);
  return flag > 1 ? undefined : flag === 1;
}

function writePoint(view: DataView, offset: number, point: SurfacePoint): void {
  view.setUint16(offset, toFraction(point.x));
  view.setUint16(offset + 2, toFraction(point.y));
}

function readPoint(view: DataView, offset: number): SurfacePoint {
  return { x: view.getUint16(offset) / FULL, y: view.getUint16(offset + 2) / FULL };
}

function toFraction(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * FULL);
}

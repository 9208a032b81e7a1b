/** The port to a machine's mouse and keyboard. Owns the words of injection; knows neither grants nor connections. */
import type { KeyCode, MouseButton, Result } from '@alongside/protocol';

/** Physical pixels in the machine's own coordinate space; displays left of or above the primary one are negative. */
export type PixelPoint = { readonly x: number; readonly y: number };

/** One thing that can be held down. */
export type HeldInput =
  | { readonly kind: 'key'; readonly code: KeyCode }
  | { readonly kind: 'button'; readonly button: MouseButton };

/**
 * `injection-failed`: the system refused this one event. `unsupported-key`, `unsupported-text`: this driver has no way
 * to produce it, nothing was pressed. `closed`: the driver was closed or its display has gone.
 */
export type InputFault = 'injection-failed' | 'unsupported-key' | 'unsupported-text' | 'closed';
export type InputResult = Promise<Result<undefined, InputFault>>;

/** What is pressed and where the pointer is, as the system sees it: `heldId` strings, `#n` for a key without a code. */
export type PresenceSample = { readonly pointer: PixelPoint; readonly pressed: ReadonlySet<string> };

/**
 * Every call resolves when the system has taken the event, and never rejects. Calls are not queued here: who wants an
 * order awaits one before the next.
 */
export type InputDriver = {
  readonly kind: 'nut' | 'x11';
  readonly move: (to: PixelPoint) => InputResult;
  readonly button: (button: MouseButton, down: boolean) => InputResult;
  /** Notches; positive is right and down. Parts of a notch add up where the system knows whole notches only. */
  readonly wheel: (dx: number, dy: number) => InputResult;
  readonly key: (code: KeyCode, down: boolean) => InputResult;
  /** Types text whatever the keyboard layout is. An abort stops between two characters and resolves ok. */
  readonly type: (text: string, signal?: AbortSignal) => InputResult;
  readonly pointer: () => Promise<Result<PixelPoint, InputFault>>;
  /** What anyone holds down, less the keys this driver itself is using to type text. */
  readonly sample: () => Promise<Result<PresenceSample, InputFault>>;
  /** Calls back at each event of a physical mouse or keyboard, where the system tells those apart from injection. */
  readonly watchDevices: (onEvent: () => void) => Promise<() => void>;
  /** Idempotent, never rejects. Releases nothing: that is the held ledger's work, before this. */
  readonly close: () => Promise<void>;
};

/** A name for a held thing that can be a key of a Set. */
export function heldId(held: HeldInput): string {
  return held.kind === 'key' ? `key:${held.code}` : `button:${held.button}`;
}

/**
 * Lets a screen on which nothing moves rest: where the capturer brings the same picture again and again, encoding,
 * sending and showing it costs both ends most of what an idle session costs. Looks at what was sent, and knows nothing
 * of pictures. The peer's own input wakes it before its effect can be seen; what moves by itself, a moment later.
 */
import { MAX_FPS } from '@alongside/protocol';
import type { Clock } from './clock.ts';

export const RESTING_FPS = 4;
const LOOK_MS = 250;
/** In a row: a clock that steps beside a blinking caret is not movement, a pointer that somebody moves is. */
const LOOKS_OF_MOVEMENT = 3;
const LOOKS_TO_REST = 12;
/** What a frame weighs in which nothing is new, and what a change adds at least: measured, AV1, 720p. */
const EMPTY_FRAME_BYTES = 60;
const CHANGE_BYTES = 90;
/** A window has opened, a page has turned: more of it may follow. Above the refresh that encoders send by themselves. */
const LARGE_CHANGE_BYTES = 16_000;

/** Since the connection began. */
export type SentScreen = { readonly frames: number; readonly bytes: number };

type RestOptions = {
  readonly clock: Clock;
  /** Null while nothing was sent yet. */
  readonly sent: () => Promise<SentScreen | null>;
  /** Frames a second that may be sent from now on. Never called again before the last call is done. */
  readonly limit: (fps: number) => Promise<void>;
};

export class ScreenRest {
  readonly #options: RestOptions;
  #before: SentScreen | null = null;
  #moving = 0;
  #quiet = 0;
  #isResting = false;
  #stopTimer: (() => void) | null = null;
  #limited: Promise<void> = Promise.resolve();

  constructor(options: RestOptions) {
    this.#options = options;
  }

  /** A screen is on its way from now on. */
  begin(): void {
    this.end();
    this.#schedule();
  }

  /** Something will move: a hand is on the mouse. */
  wake(): void {
    this.#quiet = 0;
    if (this.#isResting) this.#rest(false);
  }

  end(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    this.#before = null;
    this.#moving = 0;
    this.wake();
  }

  #schedule(): void {
    this.#stopTimer = this.#options.clock.after(LOOK_MS, () => void this.#look());
  }

  async #look(): Promise<void> {
    const timer = this.#stopTimer;
    const now = await this.#options.sent();
    // Ended, or begun anew, while we asked.
    if (timer === null || timer !== this.#stopTimer) return;
    if (now !== null && this.#before !== null) this.#judge(this.#before, now);
    this.#before = now;
    this.#schedule();
  }

  #judge(before: SentScreen, now: SentScreen): void {
    const news = now.bytes - before.bytes - (now.frames - before.frames) * EMPTY_FRAME_BYTES;
    this.#moving = news > CHANGE_BYTES ? this.#moving + 1 : 0;
    this.#quiet += 1;
    if (this.#moving >= LOOKS_OF_MOVEMENT || news > LARGE_CHANGE_BYTES) this.wake();
    else if (this.#quiet >= LOOKS_TO_REST && !this.#isResting) this.#rest(true);
  }

  #rest(isResting: boolean): void {
    this.#isResting = isResting;
    const fps = isResting ? RESTING_FPS : MAX_FPS;
    this.#limited = this.#limited.then(() => this.#options.limit(fps));
  }
}

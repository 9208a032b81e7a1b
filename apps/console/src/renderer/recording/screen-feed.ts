/**
 * The customer's picture as samples of a recording: no more a second than wanted, the last one again every second while
 * nothing moves, so that what is written never lags far behind; dark while nothing is shown.
 */

import { VideoSample } from 'mediabunny';
import type { MediaClock } from './media-clock.ts';

const REPEAT_SECONDS = 1;
const LOOK_MS = 200;
/** A picture that is there already comes this soon: nobody wants to see black first. */
const FIRST_FRAME_SECONDS = 0.5;

type ScreenFeedOptions = {
  readonly clock: MediaClock;
  readonly framesPerSecond: number;
  readonly size: { readonly width: number; readonly height: number };
  /** Resolves when there is room for the next. The sample is closed by who made it. */
  readonly add: (sample: VideoSample) => Promise<void>;
  readonly onError: () => void;
};

export class ScreenFeed {
  readonly #options: ScreenFeedOptions;
  readonly #timer: ReturnType<typeof setInterval>;
  #track: MediaStreamTrack | null = null;
  #reader: ReadableStreamDefaultReader<VideoFrame> | null = null;
  #latest: VideoFrame | null = null;
  #isFresh = true;
  #lastAt = -Infinity;
  #isAdding = false;
  #frames = 0;

  constructor(options: ScreenFeedOptions) {
    this.#options = options;
    this.#timer = setInterval(() => void this.#offer(), LOOK_MS);
    void this.#offer();
  }

  /** New frames since this was asked last. */
  takeFrames(): number {
    const frames = this.#frames;
    this.#frames = 0;
    return frames;
  }

  /** Null: nothing is shown. */
  show(track: MediaStreamTrack | null): void {
    if (track === this.#track) return;
    this.#track = track;
    void this.#reader?.cancel();
    this.#reader = null;
    this.#keep(null);
    if (track === null) return;
    const { readable } = new MediaStreamTrackProcessor({ track: track as MediaStreamVideoTrack });
    this.#reader = readable.getReader();
    void this.#read(this.#reader);
  }

  close(): void {
    clearInterval(this.#timer);
    this.show(null);
  }

  async #read(reader: ReadableStreamDefaultReader<VideoFrame>): Promise<void> {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (reader !== this.#reader) return value.close();
      this.#frames += 1;
      this.#keep(value);
      await this.#offer();
    }
  }

  #keep(frame: VideoFrame | null): void {
    this.#latest?.close();
    this.#latest = frame;
    this.#isFresh = true;
  }

  async #offer(): Promise<void> {
    const { clock, framesPerSecond, add, onError } = this.#options;
    const at = clock.seconds;
    if (this.#latest === null && this.#lastAt < 0 && at < FIRST_FRAME_SECONDS) return;
    const wait = this.#isFresh ? 1 / framesPerSecond : REPEAT_SECONDS;
    if (!clock.isRunning || this.#isAdding || at - this.#lastAt < wait) return;
    this.#isAdding = true;
    this.#isFresh = false;
    this.#lastAt = at;
    const sample = this.#sample(at);
    try {
      await add(sample);
    } catch {
      // The encoder is gone, or the output is closed: nothing more can be added.
      onError();
    } finally {
      sample.close();
      this.#isAdding = false;
    }
  }

  #sample(timestamp: number): VideoSample {
    const duration = 1 / this.#options.framesPerSecond;
    if (this.#latest !== null) return new VideoSample(this.#latest.clone(), { timestamp, duration });
    const { width, height } = this.#options.size;
    const canvas = new OffscreenCanvas(width, height);
    // Without a context there is nothing to make a picture of.
    canvas.getContext('2d')?.fillRect(0, 0, width, height);
    return new VideoSample(canvas, { timestamp, duration });
  }
}

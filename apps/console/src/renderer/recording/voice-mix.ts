/** All voices that are recorded as one, without a gap: silence where nobody speaks. */

import { AudioSample } from 'mediabunny';
import type { MediaClock } from './media-clock.ts';

const SAMPLE_RATE = 48_000;
/** Sound that is off by more is put where it belongs; by less it would only click. */
const MAX_DRIFT_SECONDS = 0.25;

type VoiceMixOptions = {
  readonly clock: MediaClock;
  readonly add: (sample: AudioSample) => Promise<void>;
  readonly onError: () => void;
};

export class VoiceMix {
  readonly #options: VoiceMixOptions;
  readonly #context = new AudioContext({ sampleRate: SAMPLE_RATE });
  readonly #mix = this.#context.createMediaStreamDestination();
  readonly #sources = new Map<MediaStream, MediaStreamAudioSourceNode>();
  readonly #silence = this.#context.createConstantSource();
  #reader: ReadableStreamDefaultReader<AudioData> | null = null;
  #at = 0;

  constructor(options: VoiceMixOptions) {
    this.#options = options;
    this.#mix.channelCount = 1;
    // A mix of nothing gives out nothing; a constant of zero keeps it going.
    this.#silence.offset.value = 0;
    this.#silence.connect(this.#mix);
    this.#silence.start();
    void this.#context.resume();
    const [track] = this.#mix.stream.getAudioTracks();
    if (track === undefined) throw new Error('a mix without a track');
    const { readable } = new MediaStreamTrackProcessor({ track: track as MediaStreamAudioTrack });
    this.#reader = readable.getReader();
    void this.#read(this.#reader);
  }

  /** These and no others. */
  hear(streams: readonly MediaStream[]): void {
    for (const [stream, source] of this.#sources) {
      if (streams.includes(stream)) continue;
      source.disconnect();
      this.#sources.delete(stream);
    }
    for (const stream of streams) {
      if (this.#sources.has(stream) || stream.getAudioTracks().length === 0) continue;
      const source = this.#context.createMediaStreamSource(stream);
      source.connect(this.#mix);
      this.#sources.set(stream, source);
    }
  }

  async close(): Promise<void> {
    const reader = this.#reader;
    this.#reader = null;
    this.hear([]);
    this.#silence.stop();
    await reader?.cancel();
    await this.#context.close();
  }

  async #read(reader: ReadableStreamDefaultReader<AudioData>): Promise<void> {
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      if (reader !== this.#reader) return value.close();
      await this.#add(new AudioSample(value));
    }
  }

  async #add(sample: AudioSample): Promise<void> {
    const { clock, add, onError } = this.#options;
    try {
      if (!clock.isRunning) return;
      const due = clock.seconds - sample.duration;
      if (due - this.#at > MAX_DRIFT_SECONDS) this.#at = due;
      // Ahead of the clock: sound from before a pause, which came late.
      if (this.#at - due > MAX_DRIFT_SECONDS) return;
      sample.setTimestamp(Math.max(0, this.#at));
      this.#at += sample.duration;
      await add(sample);
    } catch {
      // The encoder is gone, or the output is closed: nothing more can be added.
      onError();
    } finally {
      sample.close();
    }
  }
}

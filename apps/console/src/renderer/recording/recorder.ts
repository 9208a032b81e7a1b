/**
 * Picture and voices, encoded here and handed over piece by piece as WebM that is only ever appended to, in clusters of
 * a second: whatever has been handed over plays. Knows no files and no consent.
 */

import {
  AppendOnlyStreamTarget,
  AudioSampleSource,
  getFirstEncodableVideoCodec,
  Output,
  Quality,
  VideoSampleSource,
  WebMOutputFormat,
} from 'mediabunny';
import type { VideoCodec } from 'mediabunny';
import { MediaClock } from './media-clock.ts';
import { ScreenFeed } from './screen-feed.ts';
import { VoiceMix } from './voice-mix.ts';
import { QUALITIES } from './settings.ts';
import type { RecordingQuality } from './settings.ts';

/** Best for screens first. */
const CODECS: VideoCodec[] = ['av1', 'vp9', 'vp8'];
const VOICE_BITS = 48_000;
const KEY_FRAME_SECONDS = 2;
const CLUSTER_SECONDS = 1;

type RecorderOptions = {
  readonly quality: RecordingQuality;
  /** Of what is shown at the beginning. */
  readonly picture: { readonly width: number; readonly height: number } | null;
  readonly hasScreen: boolean;
  readonly write: (bytes: Uint8Array) => void;
  /** Once: it records no more. */
  readonly onBroken: () => void;
};

export class Recorder {
  readonly #clock: MediaClock;
  readonly #output: Output;
  readonly #screen: ScreenFeed | null;
  readonly #voices: VoiceMix;
  #isClosed = false;

  private constructor(
    clock: MediaClock,
    output: Output,
    feeds: { screen: ScreenFeed | null; voices: VoiceMix },
  ) {
    this.#clock = clock;
    this.#output = output;
    this.#screen = feeds.screen;
    this.#voices = feeds.voices;
  }

  /** Running. Throws where nothing here can encode. */
  static async open({ quality, picture, hasScreen, write, onBroken }: RecorderOptions): Promise<Recorder> {
    const { framesPerSecond, bitsPerSecond } = QUALITIES[quality];
    const size = sizeFor(quality, picture);
    const codec = hasScreen ? await getFirstEncodableVideoCodec(CODECS, size) : null;
    if (hasScreen && codec === null) throw new Error('no encoder for pictures');
    const output = new Output({
      format: new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: CLUSTER_SECONDS }),
      target: new AppendOnlyStreamTarget(
        new WritableStream<Uint8Array>({
          write: (bytes) => {
            write(bytes);
          },
        }),
      ),
    });
    const video = codec === null ? null : videoSource(codec, bitsPerSecond, size);
    const audio = new AudioSampleSource({ codec: 'opus', quality: new Quality({ bitrate: VOICE_BITS }) });
    if (video !== null) output.addVideoTrack(video);
    output.addAudioTrack(audio);
    await output.start();
    const clock = new MediaClock();
    clock.run();
    const onError = once(onBroken);
    const screen =
      video === null
        ? null
        : new ScreenFeed({ clock, framesPerSecond, size, add: (sample) => video.add(sample), onError });
    const voices = new VoiceMix({ clock, add: (sample) => audio.add(sample), onError });
    return new Recorder(clock, output, { screen, voices });
  }

  get seconds(): number {
    return this.#clock.seconds;
  }

  show(track: MediaStreamTrack | null): void {
    this.#screen?.show(track);
  }

  hear(streams: readonly MediaStream[]): void {
    this.#voices.hear(streams);
  }

  takeFrames(): number {
    return this.#screen?.takeFrames() ?? 0;
  }

  pause(): void {
    this.#clock.pause();
  }

  resume(): void {
    this.#clock.run();
  }

  /** Resolves when the last piece is handed over. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#clock.pause();
    this.#screen?.close();
    await this.#voices.close();
    await this.#output.finalize();
  }
}

function videoSource(
  codec: VideoCodec,
  bitrate: number,
  size: ReturnType<typeof sizeFor>,
): VideoSampleSource {
  return new VideoSampleSource({
    codec,
    quality: new Quality({ bitrate }),
    keyFrameInterval: KEY_FRAME_SECONDS,
    latencyMode: 'realtime',
    contentHint: 'detail',
    sizeChangeBehavior: 'passThrough',
    transform: { ...size, fit: 'contain' },
  });
}

/** As it is, where the quality has room for it; encoders want even numbers. */
function sizeFor(quality: RecordingQuality, picture: RecorderOptions['picture']) {
  const { lines } = QUALITIES[quality];
  const { width, height } = picture ?? { width: (lines * 16) / 9, height: lines };
  const scale = Math.min(1, lines / height);
  return { width: even(width * scale), height: even(height * scale) };
}

function even(length: number): number {
  return Math.max(2, Math.round(length / 2) * 2);
}

function once(run: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    run();
  };
}

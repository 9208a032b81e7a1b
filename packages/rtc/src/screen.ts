/**
 * The screen as a media track: how it is captured, in which codec it goes, and how sender and receiver are set.
 * Owns the levers of performance; knows nothing of consent or of who may see.
 */
import { DEFAULT_QUALITY, MAX_FPS, type Picture } from '@alongside/protocol';
import type { SentScreen } from './screen-rest.ts';
import type { StatsEntry } from './stats.ts';

/** Best first: AV1 has tools for screen content and stays legible at a third of the others' bits. */
const CODEC_ORDER = ['video/AV1', 'video/H264', 'video/VP9', 'video/VP8'] as const;
const MAX_SIDE = 16_384;
const MAX_BITRATE = 8_000_000;

/** For `getDisplayMedia`. The pointer is drawn in, since the CSR has to see where the customer points. */
export const captureConstraints: DisplayMediaStreamOptions = {
  audio: false,
  video: {
    frameRate: { ideal: DEFAULT_QUALITY.maxFps, max: MAX_FPS },
    // Without a wish for more, several monitors at once come scaled down to the width of one.
    width: { ideal: MAX_SIDE },
    height: { ideal: MAX_SIDE },
    cursor: 'always',
  } as MediaTrackConstraints,
};

export type ScreenTuning = {
  readonly picture: Picture;
  /** Frames a second at most. */
  readonly maxFps: number;
};

/** Both ends order alike, before offer and answer, so that the order holds in either direction. */
export function preferScreenCodecs(transceiver: RTCRtpTransceiver): void {
  const codecs = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  // Stable: within a codec, profiles stay as the browser ranks them; retransmission and repair come last.
  transceiver.setCodecPreferences(codecs.toSorted((a, b) => rankOf(a.mimeType) - rankOf(b.mimeType)));
}

function rankOf(mimeType: string): number {
  const index = CODEC_ORDER.findIndex((name) => name.toLowerCase() === mimeType.toLowerCase());
  return index === -1 ? CODEC_ORDER.length : index;
}

/**
 * Puts a track on the prepared sender without renegotiation. Nothing is awaited before the browser has the track: a
 * `null` that follows at once must not be overtaken.
 */
export async function sendScreen(
  sender: RTCRtpSender,
  track: MediaStreamTrack | null,
  tuning: ScreenTuning,
): Promise<void> {
  if (track !== null) hint(sender, track, tuning);
  await sender.replaceTrack(track);
}

/** Holds for the track of now and every later one. Never twice at a time for one sender. */
export async function tuneScreen(
  sender: RTCRtpSender,
  tuning: ScreenTuning,
  /** Frames a second that are enough just now. */
  enoughFps: number,
): Promise<void> {
  const { track } = sender;
  if (track !== null) {
    hint(sender, track, tuning);
    await askRate(track, tuning.maxFps);
  }
  const parameters: RTCRtpSendParameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return;
  encoding.maxBitrate = MAX_BITRATE;
  // The capturer keeps to the usual rate by itself: an encoder held to the same would drop every frame that comes early.
  const allowedFps = tuning.maxFps < DEFAULT_QUALITY.maxFps ? tuning.maxFps : MAX_FPS;
  encoding.maxFramerate = Math.min(allowedFps, enoughFps);
  encoding.priority = 'high';
  encoding.networkPriority = 'high';
  // To read, a smaller picture of a desktop is of no use; fewer frames are.
  parameters.degradationPreference =
    tuning.picture === 'sharp' ? 'maintain-resolution' : 'maintain-framerate';
  await sender.setParameters(parameters);
}

/** A track that a page paints refuses any rate before its first frame; the encoder's limit holds all the same. */
async function askRate(track: MediaStreamTrack, maxFps: number): Promise<void> {
  try {
    await track.applyConstraints({ frameRate: { ideal: maxFps, max: MAX_FPS } });
  } catch (error) {
    if (!(error instanceof OverconstrainedError)) throw error;
  }
}

/** Where only VP8 was agreed on, `detail` would crawl at 1–4 frames a second (measured): there all goes as `motion`. */
function hint(sender: RTCRtpSender, track: MediaStreamTrack, { picture }: ScreenTuning): void {
  const isSharp = picture === 'sharp' && agreedCodec(sender) !== 'video/vp8';
  track.contentHint = isSharp ? 'detail' : 'motion';
}

function agreedCodec(sender: RTCRtpSender): string | undefined {
  return sender.getParameters().codecs[0]?.mimeType.toLowerCase();
}

/** What has been sent of the screen so far; null before its first frame. */
export async function sentScreen(sender: RTCRtpSender): Promise<SentScreen | null> {
  let sent: SentScreen | null = null;
  (await sender.getStats()).forEach((entry: StatsEntry) => {
    if (entry['type'] !== 'outbound-rtp') return;
    sent = { frames: Number(entry['framesSent'] ?? 0), bytes: Number(entry['bytesSent'] ?? 0) };
  });
  return sent;
}

/** Shows frames as they come: a late frame of a desktop is worth less than a jerky one. */
export function hurryReceiver(receiver: RTCRtpReceiver): void {
  if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
  // Chromium before 124 knows only the older name.
  else if ('playoutDelayHint' in receiver) Object.assign(receiver, { playoutDelayHint: 0 });
}

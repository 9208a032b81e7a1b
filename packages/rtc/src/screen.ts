/**
 * The screen as a media track: how it is captured, in which codec it goes, and how sender and receiver are set.
 * Owns the levers of performance; knows nothing of consent or of who may see.
 */

/** Best first: AV1 has tools for screen content and stays legible at a third of the others' bits. */
const CODEC_ORDER = ['video/AV1', 'video/H264', 'video/VP9', 'video/VP8'] as const;
const CAPTURE_FPS = 30;
const MAX_FPS = 60;
const MAX_BITRATE = 8_000_000;

/** For `getDisplayMedia`. The pointer is drawn in, since the CSR has to see where the customer points. */
export const captureConstraints: DisplayMediaStreamOptions = {
  audio: false,
  video: { frameRate: { ideal: CAPTURE_FPS, max: MAX_FPS }, cursor: 'always' } as MediaTrackConstraints,
};

/** Sharp text before smooth motion. */
function tuneScreenTrack(track: MediaStreamTrack): void {
  track.contentHint = 'detail';
}

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
 * Puts a track on the prepared sender without renegotiation. Where only VP8 was agreed on, `detail` would crawl at
 * 1–4 frames a second (measured), so there the picture is sent as `motion`, with bits enough to make text readable.
 * Nothing is awaited before the browser has the track: a `null` that follows at once must not be overtaken.
 */
export async function sendScreen(sender: RTCRtpSender, track: MediaStreamTrack | null): Promise<void> {
  if (track !== null) {
    if (agreedCodec(sender) === 'video/vp8') track.contentHint = 'motion';
    else tuneScreenTrack(track);
  }
  await sender.replaceTrack(track);
}

function agreedCodec(sender: RTCRtpSender): string | undefined {
  return sender.getParameters().codecs[0]?.mimeType.toLowerCase();
}

/** Once per connection, after the negotiation: holds for every track that is put on the sender later. */
export async function limitSender(sender: RTCRtpSender): Promise<void> {
  const parameters: RTCRtpSendParameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined) return;
  encoding.maxBitrate = MAX_BITRATE;
  encoding.maxFramerate = MAX_FPS;
  encoding.priority = 'high';
  encoding.networkPriority = 'high';
  // A smaller picture of a desktop is of no use to anybody; fewer frames are.
  parameters.degradationPreference = 'maintain-resolution';
  await sender.setParameters(parameters);
}

/** Shows frames as they come: a late frame of a desktop is worth less than a jerky one. */
export function hurryReceiver(receiver: RTCRtpReceiver): void {
  if ('jitterBufferTarget' in receiver) receiver.jitterBufferTarget = 0;
  // Chromium before 124 knows only the older name.
  else if ('playoutDelayHint' in receiver) Object.assign(receiver, { playoutDelayHint: 0 });
}

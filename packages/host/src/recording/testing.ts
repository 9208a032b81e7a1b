/** Tests only: what a console hands over, appended only, in clusters of a second. Its packets say nothing to a decoder. */
import { randomBytes } from 'node:crypto';
import {
  AppendOnlyStreamTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Output,
  WebMOutputFormat,
} from 'mediabunny';

const FPS = 5;

export async function film({
  seconds,
  frameBytes,
}: {
  readonly seconds: number;
  readonly frameBytes: number;
}): Promise<readonly Uint8Array[]> {
  const pieces: Uint8Array[] = [];
  const writable = new WritableStream<Uint8Array>({ write: (piece) => void pieces.push(piece.slice()) });
  const format = new WebMOutputFormat({ appendOnly: true, minimumClusterDuration: 1 });
  const output = new Output({ format, target: new AppendOnlyStreamTarget(writable) });
  const video = new EncodedVideoPacketSource('vp8');
  const audio = new EncodedAudioPacketSource('opus');
  output.addVideoTrack(video);
  output.addAudioTrack(audio);
  await output.start();
  const videoMeta = { decoderConfig: { codec: 'vp8', codedWidth: 640, codedHeight: 360 } };
  const audioMeta = { decoderConfig: { codec: 'opus', sampleRate: 48_000, numberOfChannels: 1 } };
  for (let frame = 0; frame < seconds * FPS; frame += 1) {
    const at = frame / FPS;
    const type = frame % (2 * FPS) === 0 ? 'key' : 'delta';
    await video.add(new EncodedPacket(randomBytes(frameBytes), type, at, 1 / FPS), videoMeta);
    for (let tenth = 0; tenth < 10; tenth += 1) {
      await audio.add(new EncodedPacket(randomBytes(40), 'key', at + tenth / 50, 0.02), audioMeta);
    }
  }
  await output.finalize();
  return pieces;
}

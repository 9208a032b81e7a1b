/** Makes parts of a picture black before anything encodes it. Frames go one by one; none is let through unmasked. */
import type { Rect } from '@alongside/protocol';

const HIDDEN = '#000';
/** Half a pixel of every neighbour is in the chroma of a video. */
const MARGIN = 2;
/** More than two looks at where a hidden window is. */
const HELD_BACK_MS = 260;

export type Hiding = {
  /** In fractions of the picture. */
  readonly hidden: readonly Rect[];
  readonly isFollowed: boolean;
};

export class Mask {
  /** What may be sent. */
  readonly track: MediaStreamTrack;
  readonly #reading: MediaStreamTrack;
  readonly #reader: ReadableStreamDefaultReader<VideoFrame>;
  readonly #writer: WritableStreamDefaultWriter<VideoFrame>;
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #pen = this.#canvas.getContext('2d', { alpha: false });
  #hiding: Hiding;
  #last: VideoFrame | null = null;
  #isClosed = false;
  /** Frames are shown in the order in which they came. */
  #turn: Promise<void> = Promise.resolve();

  constructor(source: MediaStreamTrack, hiding: Hiding) {
    this.#hiding = hiding;
    this.#reading = source.clone();
    this.#reader = new MediaStreamTrackProcessor({ track: this.#reading }).readable.getReader();
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    this.track = generator;
    this.#writer = generator.writable.getWriter();
    this.#quietly(this.#run());
  }

  /** Holds for the frame of now too, should no other come for a while. */
  set(hiding: Hiding): void {
    this.#hiding = hiding;
    if (this.#last !== null) this.#quietly(this.#paint(this.#last.timestamp + 1));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#quietly(this.#reader.cancel());
    this.#quietly(this.#writer.close());
    this.#reading.stop();
    this.#last?.close();
    this.#last = null;
  }

  async #run(): Promise<void> {
    for (;;) {
      const { done, value } = await this.#reader.read();
      if (done || this.#isClosed) return value?.close();
      const due = performance.now() + (this.#hiding.isFollowed ? HELD_BACK_MS : 0);
      this.#turn = this.#turn.then(() => this.#show(value, due));
      this.#quietly(this.#turn);
    }
  }

  async #show(frame: VideoFrame, due: number): Promise<void> {
    const leftMs = due - performance.now();
    if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
    if (this.#isClosed) return frame.close();
    this.#last?.close();
    this.#last = frame;
    await this.#paint(frame.timestamp);
  }

  async #paint(timestamp: number): Promise<void> {
    const [frame, pen, canvas] = [this.#last, this.#pen, this.#canvas];
    if (frame === null || pen === null) return;
    const { displayWidth: width, displayHeight: height } = frame;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    pen.drawImage(frame, 0, 0, width, height);
    pen.fillStyle = HIDDEN;
    for (const rect of this.#hiding.hidden) {
      const [x, y] = [Math.floor(rect.x * width) - MARGIN, Math.floor(rect.y * height) - MARGIN];
      const right = Math.ceil((rect.x + rect.width) * width) + MARGIN;
      const bottom = Math.ceil((rect.y + rect.height) * height) + MARGIN;
      pen.fillRect(x, y, right - x, bottom - y);
    }
    await this.#writer.write(new VideoFrame(canvas, { timestamp }));
  }

  /** A stream that is ended from outside says so once more here; what is to be told of it, the source's listeners tell. */
  #quietly(work: Promise<unknown>): void {
    work.catch(() => {
      this.close();
    });
  }
}

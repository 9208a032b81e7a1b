/** The picture: captured when the trusted side says so, shown to whom it says, stopped when nobody is left. */
import type { ParticipantId } from '@alongside/protocol';
import { captureConstraints, type Link } from '@alongside/rtc';
import { Mask, type Hiding } from './mask-track.ts';

type Capture = {
  readonly surface: string;
  readonly stream: Promise<MediaStream | null>;
  /** One for each viewer, since each is sent to in its own quality. */
  readonly copies: Map<ParticipantId, MediaStreamTrack>;
  /** Where something is hidden: what is sent comes from here. */
  mask: Mask | null;
};

function isHiding({ hidden, isFollowed }: Hiding): boolean {
  return hidden.length > 0 || isFollowed;
}

export class ScreenShare {
  readonly #link: Pick<Link, 'showScreen'>;
  /** The system's own stop button, a source that vanished, or a capture that never began. */
  readonly #onEnded: () => void;
  readonly #viewers = new Set<ParticipantId>();
  #capture: Capture | null = null;
  #hiding: Hiding = { hidden: [], isFollowed: false };

  constructor(link: Pick<Link, 'showScreen'>, onEnded: () => void) {
    this.#link = link;
    this.#onEnded = onEnded;
  }

  /** `surface` names what is captured: another one than before is captured anew. */
  async start(peer: ParticipantId, surface: string): Promise<void> {
    this.#viewers.add(peer);
    if (this.#capture?.surface !== surface) {
      this.#stopTracks();
      this.#capture = { surface, stream: this.#open(), copies: new Map(), mask: null };
    }
    const mine = this.#capture;
    const track = (await mine.stream)?.getVideoTracks()[0];
    // Taken back, or replaced by another display, while the system was asked.
    if (track === undefined || this.#capture !== mine || !this.#viewers.has(peer)) return;
    const copy = mine.copies.get(peer) ?? this.#sentOf(mine, track).clone();
    mine.copies.set(peer, copy);
    await this.#link.showScreen(peer, copy);
  }

  /** Black from the next frame on. Where something may come into view at any time, a mask is kept ready. */
  hide(hiding: Hiding): void {
    this.#hiding = hiding;
    const capture = this.#capture;
    if (capture === null) return;
    capture.mask?.set(hiding);
    if ((capture.mask !== null) !== isHiding(hiding)) void this.#sendAnew(capture);
  }

  async stop(peer: ParticipantId): Promise<void> {
    this.#viewers.delete(peer);
    this.#capture?.copies.get(peer)?.stop();
    this.#capture?.copies.delete(peer);
    if (this.#viewers.size === 0) this.#stopTracks();
    await this.#link.showScreen(peer, null);
  }

  close(): void {
    this.#viewers.clear();
    this.#stopTracks();
  }

  #sentOf(capture: Capture, track: MediaStreamTrack): MediaStreamTrack {
    if (!isHiding(this.#hiding)) return track;
    capture.mask ??= new Mask(track, this.#hiding);
    return capture.mask.track;
  }

  /** With or without a mask from now on. What was sent before ends first: nothing hidden is seen meanwhile. */
  async #sendAnew(capture: Capture): Promise<void> {
    for (const copy of capture.copies.values()) copy.stop();
    capture.copies.clear();
    if (!isHiding(this.#hiding)) {
      capture.mask?.close();
      capture.mask = null;
    }
    for (const peer of this.#viewers) await this.start(peer, capture.surface);
  }

  async #open(): Promise<MediaStream | null> {
    try {
      const stream = await navigator.mediaDevices.getDisplayMedia(captureConstraints);
      for (const track of stream.getVideoTracks()) track.addEventListener('ended', this.#onEnded);
      return stream;
    } catch {
      // Refused by the trusted side or by the customer in the browser's own picker: in both cases it is over.
      this.#onEnded();
      return null;
    }
  }

  /** Stopping a track ourselves tells no listener. */
  #stopTracks(): void {
    const capture = this.#capture;
    this.#capture = null;
    for (const copy of capture?.copies.values() ?? []) copy.stop();
    capture?.mask?.close();
    void capture?.stream.then((stream) => {
      for (const track of stream?.getTracks() ?? []) track.stop();
    });
  }
}

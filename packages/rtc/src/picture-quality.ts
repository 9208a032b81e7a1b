/**
 * How the screen is sent to one peer, and how we want to see theirs: choices of the viewer, followed by the side that
 * shows, and *automatic* decided there, by what is measured each second. Outlives connections; captures nothing.
 */
import {
  DEFAULT_QUALITY,
  type PeerMessageOf,
  type Picture,
  type QualityChoice,
  type QualityReport,
} from '@alongside/protocol';
import type { ScreenTuning } from './screen.ts';
import type { Sending } from './stats.ts';

export type QualityMessage = PeerMessageOf<'quality.choose'> | PeerMessageOf<'quality.report'>;

/** Counted in readings, one a second. */
export type Automatic = {
  readonly picture: Picture;
  /** How long this picture has been sent. */
  readonly since: number;
  /** How long it has done badly (sharp), or has had nothing to do (smooth). */
  readonly signs: number;
};
export const AT_FIRST: Automatic = { picture: 'sharp', since: 0, signs: 0 };

const STRAINED_FOR = 3;
const CALM_FOR = 2;
/** Not back at once: each change costs a whole picture. */
const SMOOTH_AT_LEAST = 5;
/** Where all moves all the time there may be more room meanwhile. */
const TRY_AGAIN_AFTER = 30;
const MOVING_FPS = 10;
const STILL_FPS = 5;
const STILL_KBPS = 100;
const LEFT_OUT = 0.6;

/**
 * Sharp until moving pictures do not get through, then smooth until they stand still, or long enough to see whether
 * they would now. Measured with AV1: sharp keeps 30 frames a second at 1 Mbit/s, smooth takes half the processor.
 */
export function stepAutomatic(state: Automatic, sending: Sending): Automatic {
  const { picture, since, signs } = state;
  const isSign = picture === 'sharp' ? isStrained(sending) : isCalm(sending);
  const now = { picture, since: since + 1, signs: isSign ? signs + 1 : 0 };
  if (picture === 'sharp') return now.signs >= STRAINED_FOR ? { ...AT_FIRST, picture: 'smooth' } : now;
  const isOver = now.signs >= CALM_FOR && now.since >= SMOOTH_AT_LEAST;
  return isOver || now.since >= TRY_AGAIN_AFTER ? AT_FIRST : now;
}

function isStrained({ capturedFps, sentFps, limitedBy }: Sending): boolean {
  if (capturedFps < MOVING_FPS || sentFps < 1) return false;
  return limitedBy === 'cpu' || limitedBy === 'bandwidth' || sentFps < capturedFps * LEFT_OUT;
}

function isCalm({ sentFps, kbps }: Sending): boolean {
  return sentFps < STILL_FPS || kbps < STILL_KBPS;
}

/** What stands in the way of more, as it is told to the viewer. */
export function limitOf(
  { sentFps, limitedBy }: Sending,
  { maxFps }: QualityChoice,
): QualityReport['limitedBy'] {
  if (limitedBy !== 'none') return limitedBy;
  return sentFps >= maxFps * 0.9 ? 'fps' : 'none';
}

type PictureQualityOptions = {
  readonly tune: (tuning: ScreenTuning) => void;
  readonly say: (message: QualityMessage) => void;
  readonly changed: () => void;
};

export class PictureQuality {
  readonly #options: PictureQualityOptions;
  /** Ours, about their screen. */
  #chosen = DEFAULT_QUALITY;
  /** Theirs, about ours. */
  #asked = DEFAULT_QUALITY;
  #automatic = AT_FIRST;
  #told: QualityReport | null = null;
  #heard: QualityReport | null = null;

  constructor(options: PictureQualityOptions) {
    this.#options = options;
  }

  get chosen(): QualityChoice {
    return this.#chosen;
  }

  /** How they send; null until they said so. */
  get heard(): QualityReport | null {
    return this.#heard;
  }

  get tuning(): ScreenTuning {
    const { picture, maxFps } = this.#asked;
    return { picture: picture === 'automatic' ? this.#automatic.picture : picture, maxFps };
  }

  choose(choice: QualityChoice): void {
    this.#chosen = choice;
    this.#options.say({ type: 'quality.choose', ...choice });
    this.#options.changed();
  }

  /** Somebody is there again, who may have forgotten. */
  settled(): void {
    this.#told = null;
    if (this.#chosen !== DEFAULT_QUALITY) this.#options.say({ type: 'quality.choose', ...this.#chosen });
  }

  hear(message: QualityMessage): void {
    const { type, ...body } = message;
    if (type === 'quality.report') {
      this.#heard = body as QualityReport;
      return this.#options.changed();
    }
    this.#asked = body as QualityChoice;
    this.#automatic = AT_FIRST;
    this.#options.tune(this.tuning);
  }

  /** Once a second while a screen is sent; null while none is. Where nothing moves, few frames are no sign of strain. */
  measured(read: Sending | null, isResting = false): void {
    if (read === null) return;
    const sending = isResting ? { ...read, capturedFps: 0, sentFps: 0 } : read;
    const before = this.tuning.picture;
    this.#automatic = stepAutomatic(this.#automatic, sending);
    if (this.tuning.picture !== before) this.#options.tune(this.tuning);
    const report = { picture: this.tuning.picture, limitedBy: limitOf(sending, this.#asked) };
    if (this.#told?.picture === report.picture && this.#told.limitedBy === report.limitedBy) return;
    this.#told = report;
    this.#options.say({ type: 'quality.report', ...report });
  }
}

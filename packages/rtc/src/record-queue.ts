/**
 * Facts on their way to the relay's audit: kept while offline, sent in order one at a time, kept until acknowledged,
 * each under one key, so that a repeat is harmless. Owns the queue; what is a fact is not its business.
 */
import type { Fact, RelayMessage, Result } from '@alongside/protocol';
import type { Clock } from './clock.ts';
import type { LinkRequest, RequestCode } from './types.ts';

/** A day of offline work makes a few hundred. Beyond this the oldest go, the newest being what is asked about. */
const MAX_FACTS = 2_000;
const AGAIN_MS = 5_000;
/** As many as fit below the relay's rate limit when the window closes. */
const MAX_LAST_WORDS = 30;

type Entry = { readonly key: string; readonly fact: Fact };

type RecordQueueOptions = {
  readonly request: (message: LinkRequest) => Promise<Result<RelayMessage, RequestCode>>;
  readonly newKey: () => string;
  readonly clock: Clock;
};

export class RecordQueue {
  readonly #options: RecordQueueOptions;
  readonly #entries: Entry[] = [];
  #sending = false;
  #closed = false;
  #stopTimer: (() => void) | null = null;

  constructor(options: RecordQueueOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#entries.length;
  }

  push(fact: Fact): void {
    if (this.#closed) return;
    if (this.#entries.length >= MAX_FACTS) this.#entries.shift();
    this.#entries.push({ key: this.#options.newKey(), fact });
    void this.#drain();
  }

  /** The relay is there again. */
  resume(): void {
    void this.#drain();
  }

  /** Hands over what is left without waiting for answers. Idempotent. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#stopTimer?.();
    for (const entry of this.#entries.splice(0, MAX_LAST_WORDS)) void this.#append(entry);
  }

  async #drain(): Promise<void> {
    if (this.#sending || this.#closed) return;
    this.#sending = true;
    for (let entry = this.#entries[0]; entry !== undefined && !this.#closed; entry = this.#entries[0]) {
      const answer = await this.#append(entry);
      if (!answer.ok && isKept(answer.code)) {
        this.#comeBack(answer.code);
        break;
      }
      // The queue may have been cut from the front meanwhile, so it goes by identity.
      if (this.#entries[0] === entry) this.#entries.shift();
    }
    this.#sending = false;
  }

  #append({ key, fact }: Entry): Promise<Result<RelayMessage, RequestCode>> {
    return this.#options.request({ type: 'record.append', key, fact });
  }

  #comeBack(code: RequestCode): void {
    // Offline ends with `resume`.
    if (code === 'offline' || this.#closed) return;
    this.#stopTimer?.();
    this.#stopTimer = this.#options.clock.after(AGAIN_MS, () => void this.#drain());
  }
}

/** Refusals that time may heal; all others are final, and a fact that is refused must not block the ones behind it. */
function isKept(code: RequestCode): boolean {
  return code === 'offline' || code === 'too-many' || code === 'storage-full';
}

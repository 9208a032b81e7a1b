/**
 * While a session runs: what a program that breaks off leaves to the next one, in one file that only its user can read.
 * It goes with the session.
 */
import { chmodSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Place } from '../contract/session-contract.ts';
import { keptSessionSchema, type KeptCore, type KeptSession } from '../core/kept-session.ts';
import type { StartOptions } from './join-intent.ts';
import { removeFolder } from './profile.ts';

const FILE_NAME = 'session.json';
/** A break-off is noticed by when this program was last seen to run. */
const ALIVE_MS = 5_000;

type SessionKeeperOptions = { readonly dir: string; readonly relay: string | null };

export class SessionKeeper {
  readonly #dir: string;
  readonly #file: string;
  #relay: string | null;
  #place: Place | null = null;
  #core: KeptCore | null = null;
  #timer: NodeJS.Timeout | undefined;
  /** The system is about to end this program and starts it again; what to do should the session be over before that. */
  #onOver: (() => void) | null = null;
  #isFrozen = false;

  constructor({ dir, relay }: SessionKeeperOptions) {
    this.#dir = dir;
    this.#file = path.join(dir, FILE_NAME);
    this.#relay = relay;
  }

  /** What the program before has left; null where it ended well, or something else is wanted now. */
  takeUp({ intent, isJoinNamed }: Pick<StartOptions, 'intent' | 'isJoinNamed'>): KeptSession | null {
    const kept = readKept(this.#file);
    if (kept !== null && !(isJoinNamed && intent.join !== kept.place.join)) {
      this.#relay = kept.relay;
      return kept;
    }
    rmSync(this.#file, { force: true });
    // The keys of a session that nobody goes back to.
    removeFolder(path.join(this.#dir, 'Partitions'));
    return null;
  }

  readonly setPlace = (place: Place | null): void => {
    if (this.#isFrozen) return;
    this.#place = place;
    clearInterval(this.#timer);
    if (place === null) {
      this.stay();
      return rmSync(this.#file, { force: true });
    }
    this.#timer = setInterval(() => this.#write(), ALIVE_MS);
    this.#write();
  };

  readonly setCore = (core: KeptCore): void => {
    if (this.#isFrozen) return;
    this.#core = core;
    this.#write();
  };

  /** `onOver`: the session was over before the system went down. */
  comeBack(onOver: () => void): void {
    this.#onOver = onOver;
  }

  /** The system does not go down. */
  stay(): void {
    this.#onOver?.();
    this.#onOver = null;
  }

  /** The program ends: whether it comes back. From then on nothing is forgotten that it comes back to. */
  readonly end = (): boolean => {
    this.#isFrozen = this.#onOver !== null;
    if (this.#isFrozen) clearInterval(this.#timer);
    return this.#isFrozen;
  };

  #write(): void {
    const [place, core, relay] = [this.#place, this.#core, this.#relay];
    if (place === null || core === null) return;
    const kept: KeptSession = { place, relay, core, aliveAt: Date.now() };
    writePrivately(this.#file, JSON.stringify(kept));
  }
}

function readKept(file: string): KeptSession | null {
  try {
    const read = keptSessionSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return read.success ? read.data : null;
  } catch {
    // None, or one that broke off in the middle: the same as an end.
    return null;
  }
}

/** In one step, so that a program that breaks off in the middle leaves the one before. */
function writePrivately(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  const next = `${file}.next`;
  writeFileSync(next, text, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}

/**
 * One offered file on the side that takes it: what to ask for next, and when it is there. Pure; disk and wire are told
 * what to do by effects. Whatever does not fit changes nothing.
 */
import { BLOCKS_AHEAD, blockCount, type FileProblem } from '@alongside/protocol';

/**
 * Why nothing is asked for.
 * `paused`: the customer wants it so. `sharing`: their screen is seen meanwhile. `lost`: nobody would answer.
 */
export type FileHold = 'paused' | 'sharing' | 'lost';

/**
 * `offered`: nobody wants it yet. → opening, withdrawn (dropped by the caller)
 * `opening`: its place on the disk is made. → moving, checking (empty), failed
 * `moving`: blocks come and are written. → checking, failed, offered (cancelled)
 * `checking`: all is written; the sender's sum, then the disk. → saved, failed, offered (cancelled)
 * `saved`: it bears its name. Final.
 * `failed`: → opening, by another try
 */
export type IncomingFile =
  | { readonly kind: 'offered' }
  | { readonly kind: 'opening' }
  | {
      readonly kind: 'moving';
      /** Blocks on the disk; blocks that came; blocks asked for: written ≤ came ≤ asked. */
      readonly written: number;
      readonly came: number;
      readonly asked: number;
      /** Times it was asked for again without a block coming. */
      readonly tries: number;
    }
  | { readonly kind: 'checking'; readonly sum: string | null }
  | { readonly kind: 'saved'; readonly name: string; readonly sha256: string }
  | { readonly kind: 'failed'; readonly problem: FileProblem };

export type IncomingFileState = {
  readonly size: number;
  readonly file: IncomingFile;
  readonly holds: readonly FileHold[];
};

export type IncomingFileEvent =
  | { readonly type: 'save' }
  /** `blocks`: what an earlier attempt has left there. */
  | { readonly type: 'opened'; readonly blocks: number }
  | { readonly type: 'came'; readonly index: number }
  | { readonly type: 'written' }
  | { readonly type: 'sum'; readonly sum: string }
  | { readonly type: 'finished'; readonly name: string; readonly sha256: string }
  | { readonly type: 'broke'; readonly problem: FileProblem }
  | { readonly type: 'hold'; readonly hold: FileHold; readonly on: boolean }
  | { readonly type: 'cancel' }
  /** Nothing has come for a while. */
  | { readonly type: 'silent' };

export type IncomingFileEffect =
  | { readonly type: 'open' }
  | { readonly type: 'take'; readonly from: number; readonly count: number }
  /** Write the block that has just come. */
  | { readonly type: 'write' }
  | { readonly type: 'check' }
  | { readonly type: 'finish'; readonly sum: string }
  /** What is on the disk of it stays there for another try. */
  | { readonly type: 'release' }
  /** It is not wanted any more. */
  | { readonly type: 'discard' };

export type IncomingFileStep = {
  readonly state: IncomingFileState;
  readonly effects: readonly IncomingFileEffect[];
};

/** Three times silence, and the other end has stopped. */
export const MAX_SILENCES = 3;

export function offeredFile(size: number): IncomingFileState {
  return { size, file: { kind: 'offered' }, holds: [] };
}

export function stepIncomingFile(state: IncomingFileState, event: IncomingFileEvent): IncomingFileStep {
  const { file } = state;
  switch (event.type) {
    case 'save':
      return file.kind === 'offered' || file.kind === 'failed'
        ? to(state, { kind: 'opening' }, { type: 'open' })
        : unchanged(state);
    case 'opened':
      return file.kind === 'opening' ? opened(state, event.blocks) : unchanged(state);
    case 'finished':
      return file.kind === 'checking' && file.sum !== null
        ? to(state, { kind: 'saved', name: event.name, sha256: event.sha256 })
        : unchanged(state);
    case 'sum':
      return file.kind === 'checking' && file.sum === null
        ? to(state, { kind: 'checking', sum: event.sum }, { type: 'finish', sum: event.sum })
        : unchanged(state);
    case 'broke':
      return broke(state, event.problem);
    case 'cancel':
      return isUnderWay(file) ? to(state, { kind: 'offered' }, { type: 'discard' }) : unchanged(state);
    case 'hold':
      return held(state, event);
    default:
      return file.kind === 'moving' ? move(state, file, event) : silentCheck(state, event);
  }
}

export function isUnderWay({ kind }: IncomingFile): boolean {
  return kind === 'opening' || kind === 'moving' || kind === 'checking';
}

type Moving = Extract<IncomingFile, { kind: 'moving' }>;
type MovingEvent = Extract<IncomingFileEvent, { type: 'came' | 'written' | 'silent' }>;

function move(state: IncomingFileState, file: Moving, event: MovingEvent): IncomingFileStep {
  switch (event.type) {
    case 'came': {
      // Late, twice, unasked for: what is not next is not written.
      if (event.index !== file.came || file.came >= file.asked) return unchanged(state);
      return to(state, { ...file, came: file.came + 1, tries: 0 }, { type: 'write' });
    }
    case 'written': {
      if (file.written >= file.came) return unchanged(state);
      return askOn(state, { ...file, written: file.written + 1 });
    }
    case 'silent': {
      if (state.holds.length > 0) return unchanged(state);
      if (file.tries >= MAX_SILENCES) return broke(state, 'stopped');
      return askOn(state, { ...file, asked: file.came, tries: file.tries + 1 });
    }
  }
}

function silentCheck(state: IncomingFileState, event: MovingEvent): IncomingFileStep {
  const isWaiting = state.file.kind === 'checking' && state.file.sum === null && state.holds.length === 0;
  return isWaiting && event.type === 'silent' ? { state, effects: [{ type: 'check' }] } : unchanged(state);
}

function opened(state: IncomingFileState, blocks: number): IncomingFileStep {
  const there = Math.min(blocks, blockCount(state.size));
  return askOn(state, { kind: 'moving', written: there, came: there, asked: there, tries: 0 });
}

/** Asks when a quarter of what may be under way is through, so that the line never runs dry. */
function askOn(state: IncomingFileState, file: Moving): IncomingFileStep {
  const total = blockCount(state.size);
  if (file.written === total) return askForSum(state);
  const underWay = file.asked - file.written;
  const count = Math.min(BLOCKS_AHEAD - underWay, total - file.asked);
  const isDue = underWay <= BLOCKS_AHEAD * 0.75 && count > 0 && state.holds.length === 0;
  if (!isDue) return to(state, file);
  return to(state, { ...file, asked: file.asked + count }, { type: 'take', from: file.asked, count });
}

function askForSum(state: IncomingFileState): IncomingFileStep {
  const next: IncomingFile = { kind: 'checking', sum: null };
  return state.holds.length === 0 ? to(state, next, { type: 'check' }) : to(state, next);
}

/** What was under way when it began is forgotten, and asked for again when nothing holds it back any more. */
function held(state: IncomingFileState, { hold, on }: { hold: FileHold; on: boolean }): IncomingFileStep {
  if (state.holds.includes(hold) === on) return unchanged(state);
  const holds = on ? [...state.holds, hold] : state.holds.filter((each) => each !== hold);
  const next = { ...state, holds };
  const { file } = next;
  if (file.kind === 'checking' && file.sum === null && holds.length === 0) return askForSum(next);
  if (file.kind !== 'moving') return unchanged(next);
  const settled: Moving = { ...file, asked: file.came, tries: 0 };
  return holds.length === 0 ? askOn(next, settled) : to(next, settled);
}

function broke(state: IncomingFileState, problem: FileProblem): IncomingFileStep {
  if (!isUnderWay(state.file)) return unchanged(state);
  return to(state, { kind: 'failed', problem }, { type: SPOILS.has(problem) ? 'discard' : 'release' });
}

/** After these nothing of what came can be built on. */
const SPOILS: ReadonlySet<FileProblem> = new Set<FileProblem>(['damaged', 'source-changed', 'withdrawn']);

function to(
  state: IncomingFileState,
  file: IncomingFile,
  ...effects: readonly IncomingFileEffect[]
): IncomingFileStep {
  return { state: { ...state, file }, effects };
}

function unchanged(state: IncomingFileState): IncomingFileStep {
  return { state, effects: [] };
}

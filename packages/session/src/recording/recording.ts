/**
 * Whether a recording runs: only while every customer who is there allows it. Decides nothing about files or pictures.
 *
 * `off` → asking (somebody has to be asked), on. Also where the disk fails.
 * `asking`: nothing is kept before all have said yes → on, off (one says no, or it is given up)
 * `on` → paused, off
 * `paused`: by `person`, or for want of `consent` (somebody came, or took it back) → on, off
 */
import type { ParticipantId } from '@alongside/protocol';

/** What stands between a customer and a recording. */
export type Agreement = 'given' | 'asked' | 'none';
export type Agreements = ReadonlyMap<ParticipantId, Agreement>;

export type RecordingState =
  | { readonly kind: 'off' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'on' }
  | { readonly kind: 'paused'; readonly why: 'person' | 'consent' };

export type RecordingEvent =
  | { readonly type: 'begin'; readonly agreements: Agreements }
  | { readonly type: 'agreements'; readonly agreements: Agreements; readonly before: Agreements }
  | { readonly type: 'pause' }
  | { readonly type: 'resume'; readonly agreements: Agreements }
  | { readonly type: 'stop' }
  /** Nothing can be written any more. */
  | { readonly type: 'failed' };

export type RecordingEffect =
  | { readonly type: 'ask'; readonly customers: readonly ParticipantId[] }
  /** A question that nobody waits for any more. */
  | { readonly type: 'withdraw' }
  | { readonly type: 'begin' | 'pause' | 'resume' | 'end' };

export type RecordingStep = {
  readonly state: RecordingState;
  readonly effects: readonly RecordingEffect[];
};

const OFF: RecordingState = { kind: 'off' };
const ON: RecordingState = { kind: 'on' };

export function stepRecording(state: RecordingState, event: RecordingEvent): RecordingStep {
  switch (event.type) {
    case 'begin':
      return state.kind === 'off' ? begin(event.agreements) : stay(state);
    case 'agreements':
      return agree(state, event);
    case 'pause':
      return state.kind === 'on'
        ? { state: { kind: 'paused', why: 'person' }, effects: [{ type: 'pause' }] }
        : stay(state);
    case 'resume':
      return state.kind === 'paused' ? resume(event.agreements) : stay(state);
    case 'stop':
      return stop(state);
    case 'failed':
      return state.kind === 'off' || state.kind === 'asking' ? stay(state) : stop(state);
  }
}

function begin(agreements: Agreements): RecordingStep {
  const without = unasked(agreements);
  if (isAgreed(agreements)) return { state: ON, effects: [{ type: 'begin' }] };
  return { state: { kind: 'asking' }, effects: [{ type: 'ask', customers: without }] };
}

function agree(state: RecordingState, { agreements, before }: Change): RecordingStep {
  if (state.kind === 'asking') {
    if (isAgreed(agreements)) return { state: ON, effects: [{ type: 'begin' }] };
    const isRefused = [...before].some(([id, was]) => was === 'asked' && agreements.get(id) === 'none');
    // One no is enough: nobody else has to be bothered.
    if (isRefused) return { state: OFF, effects: [{ type: 'withdraw' }] };
    return { state, effects: askNew(agreements, before) };
  }
  if (state.kind === 'on' && !isAgreed(agreements)) {
    const paused = { kind: 'paused', why: 'consent' } as const;
    return { state: paused, effects: [{ type: 'pause' }, ...askNew(agreements, before)] };
  }
  if (state.kind !== 'paused') return stay(state);
  if (state.why === 'consent' && isAgreed(agreements)) return { state: ON, effects: [{ type: 'resume' }] };
  return { state, effects: askNew(agreements, before) };
}

type Change = Pick<Extract<RecordingEvent, { type: 'agreements' }>, 'agreements' | 'before'>;

/** Whoever came is asked by itself; whoever said no, or took it back, only when the CSR presses again. */
function askNew(agreements: Agreements, before: Agreements): readonly RecordingEffect[] {
  const customers = unasked(agreements).filter((id) => !before.has(id));
  return customers.length === 0 ? [] : [{ type: 'ask', customers }];
}

function resume(agreements: Agreements): RecordingStep {
  if (isAgreed(agreements)) return { state: ON, effects: [{ type: 'resume' }] };
  const state = { kind: 'paused', why: 'consent' } as const;
  const customers = unasked(agreements);
  return { state, effects: customers.length === 0 ? [] : [{ type: 'ask', customers }] };
}

function stop(state: RecordingState): RecordingStep {
  if (state.kind === 'off') return stay(state);
  const isOpen = state.kind !== 'asking';
  return { state: OFF, effects: isOpen ? [{ type: 'withdraw' }, { type: 'end' }] : [{ type: 'withdraw' }] };
}

function stay(state: RecordingState): RecordingStep {
  return { state, effects: [] };
}

function isAgreed(agreements: Agreements): boolean {
  return [...agreements.values()].every((agreement) => agreement === 'given');
}

function unasked(agreements: Agreements): readonly ParticipantId[] {
  return [...agreements].filter(([, agreement]) => agreement === 'none').map(([id]) => id);
}

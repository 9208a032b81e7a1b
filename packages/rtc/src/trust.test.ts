import { describe, expect, test } from 'vitest';
import {
  beginTrust,
  stepTrust,
  type TrustEvent,
  type TrustMessage,
  type TrustSide,
  type TrustState,
} from './trust.ts';

const SIDE: TrustSide = { initiator: false, hasSecret: true, strict: true, earned: null };
const DIGEST = 'd'.repeat(43);
const WORDS = [1, 2, 3, 4];

const say = (message: TrustMessage): TrustEvent => ({ type: 'message', message });
const begin: TrustEvent = { type: 'begin' };
const proof = say({ type: 'trust.proof', mac: DIGEST });
const noSecret = say({ type: 'trust.no-secret' });
const commit = say({ type: 'trust.commit', commitment: DIGEST });
const nonce = say({ type: 'trust.nonce', nonce: DIGEST });
const reveal = say({ type: 'trust.reveal', nonce: DIGEST });
const theyMatch = say({ type: 'trust.verdict', words: 'match' });
const theyDiffer = say({ type: 'trust.verdict', words: 'differ' });
const checked = (valid: boolean): TrustEvent => ({ type: 'proof-checked', valid });
const opened = (valid: boolean): TrustEvent => ({ type: 'reveal-checked', valid });
const derived: TrustEvent = { type: 'words-derived', indexes: WORDS };
const match: TrustEvent = { type: 'verdict', words: 'match' };
const differ: TrustEvent = { type: 'verdict', words: 'differ' };

function run(side: Partial<TrustSide>, events: readonly TrustEvent[]) {
  let state: TrustState = beginTrust({ ...SIDE, ...side });
  const effects: string[] = [];
  for (const event of events) {
    const step = stepTrust(state, event);
    state = step.state;
    effects.push(...step.effects.map(({ type }) => type));
  }
  return { state, effects };
}

const answering = [begin, commit, reveal, opened(true), derived];
const initiating = [begin, nonce, derived];

describe('an exchange that goes through', () => {
  test.each<[string, Partial<TrustSide>, readonly TrustEvent[], string]>([
    ['both prove', {}, [...answering, proof, checked(true)], 'link-proved'],
    ['the proof comes first', {}, [begin, proof, checked(true), ...answering.slice(1)], 'link-proved'],
    ['the initiator too', { initiator: true }, [...initiating, proof, checked(true)], 'link-proved'],
    ['a CSR meets a typed code', { strict: false }, [...answering, noSecret], 'words-shown'],
    ['nobody has a secret', { hasSecret: false }, [...answering, noSecret], 'words-shown'],
    ['we cannot check their proof', { hasSecret: false }, [...answering, proof], 'words-shown'],
    [
      'the same keys have proved the link before',
      { earned: 'link-proved' },
      [...answering, noSecret],
      'link-proved',
    ],
    [
      'words were matched before',
      { hasSecret: false, earned: 'words-matched' },
      [...answering, noSecret],
      'words-matched',
    ],
  ])('%s', (...[, side, events, level]) => {
    expect(run(side, events).state).toEqual({ kind: 'settled', level, words: WORDS });
  });

  test('the initiator commits before it knows the other nonce, and reveals only after', () => {
    expect(run({ initiator: true }, [begin]).effects).toEqual(['send-proof', 'send-commit']);
    expect(run({ initiator: true }, [begin, nonce]).effects).toEqual([
      'send-proof',
      'send-commit',
      'send-reveal',
      'derive-words',
    ]);
  });

  test('the other shows its nonce only after the commitment', () => {
    expect(run({ hasSecret: false }, [begin]).effects).toEqual(['send-no-secret']);
    expect(run({ hasSecret: false }, [begin, commit, reveal]).effects).toEqual([
      'send-no-secret',
      'send-nonce',
      'check-reveal',
    ]);
  });

  test.each<[string, readonly TrustEvent[]]>([
    ['words without a word on the secret', answering],
    ['a proof that is still being checked', [...answering, proof]],
    ['a proof without words', [begin, proof, checked(true)]],
  ])('%s settle nothing', (_name, events) => {
    expect(run({}, events).state.kind).toBe('exchanging');
  });
});

describe('a hard stop', () => {
  test.each<[string, Partial<TrustSide>, readonly TrustEvent[], string]>([
    ['a proof that is wrong', {}, [begin, proof, checked(false)], 'proof-wrong'],
    ['a proof that is wrong, at the CSR', { strict: false }, [begin, proof, checked(false)], 'proof-wrong'],
    ['no secret where the customer has one', {}, [begin, noSecret], 'proof-missing'],
    ['no secret, after words', {}, [...answering, noSecret], 'proof-missing'],
    ['a reveal that was not committed to', {}, [begin, commit, reveal, opened(false)], 'words-forged'],
    ['words that differ here', {}, [...answering, proof, checked(true), differ], 'words-differ'],
    ['words that differ there', {}, [...answering, proof, checked(true), theyDiffer], 'words-differ'],
  ])('%s', (...[, side, events, why]) => {
    const refused = run(side, events).state;
    expect(refused).toEqual({ kind: 'refused', why });
    const all = [begin, proof, noSecret, commit, nonce, reveal, checked(true), opened(true), derived, match];
    for (const event of all) expect(stepTrust(refused, event)).toEqual({ state: refused, effects: [] });
  });

  test('the other side is told that words differ', () => {
    expect(run({}, [...answering, proof, checked(true), differ]).effects.at(-1)).toBe('send-verdict');
  });
});

describe('verdicts', () => {
  test('our own user raises words, but nothing that was proved', () => {
    const shown = run({ strict: false }, [...answering, noSecret, match]);
    expect(shown.state).toMatchObject({ level: 'words-matched' });
    const proved = run({}, [...answering, proof, checked(true), match]);
    expect(proved.state).toMatchObject({ level: 'link-proved' });
  });

  test('their word that they match raises nothing', () => {
    expect(run({ strict: false }, [...answering, noSecret, theyMatch]).state).toMatchObject({
      level: 'words-shown',
    });
  });

  test('a verdict before there are words does nothing', () => {
    expect(run({}, [begin, match]).state.kind).toBe('exchanging');
  });
});

describe('what has no place changes nothing and is counted', () => {
  test.each<[string, Partial<TrustSide>, readonly TrustEvent[], TrustEvent]>([
    ['anything before the begin', {}, [], proof],
    ['a second proof', {}, [begin, proof], proof],
    ['a proof after no secret', { strict: false }, [begin, noSecret], proof],
    ['no secret after a proof', {}, [begin, proof], noSecret],
    ['a commitment to the initiator', { initiator: true }, [begin], commit],
    ['a reveal to the initiator', { initiator: true }, [begin], reveal],
    ['a nonce to the other', {}, [begin], nonce],
    ['a reveal before the commitment', {}, [begin], reveal],
    ['a second commitment', {}, [begin, commit], commit],
    ['a second reveal', {}, [begin, commit, reveal], reveal],
    ['a second nonce', { initiator: true }, [begin, nonce], nonce],
    ['a verdict before words', {}, [begin], theyDiffer],
    ['a commitment after all is settled', {}, [...answering, proof, checked(true)], commit],
  ])('%s', (...[, side, before, event]) => {
    const { state } = run(side, before);
    expect(stepTrust(state, event)).toEqual({ state, effects: [{ type: 'bad-message' }] });
  });
});

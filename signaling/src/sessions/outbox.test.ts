/** What is kept for a place: in order, without gaps, bounded, and honest about what is missing. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox } from './outbox.ts';

const LIMITS = { maxMissedMessages: 20, maxMissedBytes: 2_000 };
const event = { type: 'roster', participants: [] } as const;

const action = fc.oneof(
  fc.record({ kind: fc.constant('add' as const), size: fc.nat(300) }),
  fc.record({ kind: fc.constant('confirm' as const), back: fc.nat(30) }),
);

describe('an outbox', () => {
  it('replays exactly what comes after the last seen, or says that something is gone', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 80 }), fc.nat(100), (actions, seen) => {
        const outbox = new Outbox(LIMITS);
        let sent = 0;
        for (const act of actions) {
          if (act.kind === 'confirm') outbox.confirm(Math.max(0, sent - act.back));
          else {
            sent += 1;
            expect(outbox.add({ type: 'signal', from: 'x' as never, data: 'd'.repeat(act.size) }).seq).toBe(
              sent,
            );
          }
        }
        const { missed, complete } = outbox.since(seen);
        const wanted = Array.from({ length: Math.max(0, sent - seen) }, (_, n) => seen + 1 + n);
        const got = missed.map(({ seq }) => seq);
        expect(got).toEqual(wanted.slice(wanted.length - got.length));
        expect(complete).toBe(got.length === wanted.length);
        expect(missed.length).toBeLessThanOrEqual(LIMITS.maxMissedMessages);
        expect(missed.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThanOrEqual(
          LIMITS.maxMissedBytes,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('goes on from the client’s number where the relay had forgotten its own', () => {
    const outbox = new Outbox(LIMITS, 3);
    expect(outbox.since(57)).toEqual({ missed: [], complete: true });
    expect(outbox.add(event).seq).toBe(58);
  });

  it('takes up what was stored', () => {
    const outbox = new Outbox(LIMITS, 4, [
      { seq: 5, body: 'five' },
      { seq: 6, body: 'six' },
    ]);
    expect(outbox.since(5).missed).toEqual([{ seq: 6, body: 'six' }]);
    expect(outbox.add(event).seq).toBe(7);
  });
});

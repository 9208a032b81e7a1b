/** The chain's arithmetic: the same row is the same hash, any other is another. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@alongside/protocol';
import { rowHash } from './chain.ts';

const fact = { n: 1, at: 2, kind: 'record', sessionId: 's', actor: 'a', detail: '{}', key: null };

describe('a row', () => {
  it.each(Object.keys(fact))('is another when its %s is', (name) => {
    expect(rowHash('p', { ...fact, [name]: 'changed' })).not.toBe(rowHash('p', fact));
  });

  it('covers the row before it', () => {
    expect(rowHash('p', fact)).not.toBe(rowHash('q', fact));
    expect(rowHash('p', { ...fact })).toBe(rowHash('p', fact));
  });

  it('is told the same whatever order its detail was made in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (detail) => {
        const reversed = Object.fromEntries(Object.entries(detail).reverse());
        expect(canonicalJson(reversed)).toBe(canonicalJson(detail));
        expect(JSON.parse(canonicalJson(detail))).toEqual(JSON.parse(JSON.stringify(detail)));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { initials, personColour } from './initials.ts';

describe('initials', () => {
  it.each([
    ['Ann Lee', 'AL'],
    ['ann maria lee', 'AL'],
    ['Plato', 'P'],
    ['김민수', '민수'],
    ['박준', '박준'],
    ['김 민수', '김민'],
    ['👩‍🔧 Kim', '👩‍🔧K'],
    ['  ', ''],
  ])('of %j are %j', (name, short) => {
    expect(initials(name)).toBe(short);
  });
});

it('a person keeps the colour', () => {
  expect(personColour('a')).toBe(personColour('a'));
  expect(new Set(Array.from({ length: 64 }, (_, n) => personColour(`id-${n}`))).size).toBeGreaterThan(5);
});

import { expect, test } from 'vitest';
import { createPagePlace } from './page-place.ts';

const PLACE = { join: 'https://relay/j/x#y', name: 'Edna', device: 'd' };

function storage(content: Record<string, string> = {}) {
  const kept = new Map(Object.entries(content));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    kept,
  };
}

test('a page that is loaded anew finds where the one before was, and whether its inviter was proved', () => {
  const tab = storage();
  const before = createPagePlace(tab);
  expect(before.load()).toBe(null);
  before.keep(PLACE);
  before.setProved(true);
  before.freeze();
  before.keep(null);
  expect(createPagePlace(tab).load()).toEqual({ ...PLACE, proved: true });
});

test('what is over is forgotten, its proof with it', () => {
  const tab = storage();
  const page = createPagePlace(tab);
  page.keep(PLACE);
  page.setProved(true);
  page.keep(null);
  expect(tab.kept.size).toBe(0);
  page.keep(PLACE);
  expect(createPagePlace(tab).load()).toEqual({ ...PLACE, proved: false });
});

test('a proof of before holds on after the return', () => {
  const tab = storage();
  const before = createPagePlace(tab);
  before.keep(PLACE);
  before.setProved(true);
  const after = createPagePlace(tab);
  after.load();
  after.keep(PLACE);
  after.setProved(false);
  expect(createPagePlace(tab).load()).toMatchObject({ proved: true });
});

test.each(['', '{', '{"join":"x"}', '[]'])('what reads as no place (%j) is none', (text) => {
  expect(createPagePlace(storage({ 'alongside.place': text })).load()).toBe(null);
});

import { describe, expect, it } from 'vitest';
import { createStore } from './store.ts';

describe('createStore', () => {
  it('tells every listener about a new value, and none about the same one', () => {
    const store = createStore({ count: 1 });
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.get().count));
    store.set(store.get());
    store.update((now) => ({ count: now.count + 1 }));
    expect(seen).toEqual([2]);
  });

  it('stops telling a listener that was removed, even twice', () => {
    const store = createStore(0);
    let told = 0;
    const remove = store.subscribe(() => (told += 1));
    store.set(1);
    remove();
    remove();
    store.set(2);
    expect(told).toBe(1);
  });

  it('keeps two subscriptions of one function apart', () => {
    const store = createStore(0);
    let told = 0;
    const listener = (): void => void (told += 1);
    const removeFirst = store.subscribe(listener);
    store.subscribe(listener);
    removeFirst();
    store.set(1);
    expect(told).toBe(1);
  });

  it('lets a listener remove itself while being told', () => {
    const store = createStore(0);
    const seen: string[] = [];
    const remove = store.subscribe(() => {
      seen.push('once');
      remove();
    });
    store.subscribe(() => seen.push('always'));
    store.set(1);
    store.set(2);
    expect(seen).toEqual(['once', 'always', 'always']);
  });
});

/** The smallest store that React can read: one immutable value, replaced as a whole, told to those who asked. */

import { useSyncExternalStore } from 'react';

export type Store<T> = {
  readonly get: () => T;
  /** Replaces the value; the same value (by identity) tells no one. */
  readonly set: (next: T) => void;
  readonly update: (change: (now: T) => T) => void;
  /** Returns what removes the listener. */
  readonly subscribe: (listener: () => void) => () => void;
};

export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();

  const set = (next: T): void => {
    if (Object.is(next, value)) return;
    value = next;
    for (const listener of listeners) listener();
  };

  return {
    get: () => value,
    set,
    update: (change) => {
      set(change(value));
    },
    subscribe: (listener) => {
      // A box of its own: the same function subscribed twice is told twice and removed one by one.
      const entry = (): void => {
        listener();
      };
      listeners.add(entry);
      return () => {
        listeners.delete(entry);
      };
    },
  };
}

/** `select` must return something stable for an unchanged value: a part of it, never a new object. */
export function useStore<T, S>(store: Store<T>, select: (value: T) => S): S {
  const snapshot = (): S => select(store.get());
  return useSyncExternalStore(store.subscribe, snapshot, snapshot);
}

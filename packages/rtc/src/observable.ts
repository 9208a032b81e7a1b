/** A value that tells when it changes, in the shape that `useSyncExternalStore` wants. Owns nothing else. */

export type Observable<T> = {
  get(): T;
  /** Returns what ends the subscription. */
  subscribe(listener: () => void): () => void;
};

export type Cell<T> = Observable<T> & { set(next: T): void };

export function createCell<T>(initial: T): Cell<T> {
  const listeners = new Set<() => void>();
  let value = initial;
  return {
    get: () => value,
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      // A Set may lose members while it is walked: nobody misses the news because a neighbour left.
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export type Signal<Args extends readonly unknown[]> = {
  readonly emit: (...args: Args) => void;
  readonly on: (listener: (...args: Args) => void) => () => void;
};

/** Something that happens, without a value that stays. */
export function createSignal<Args extends readonly unknown[]>(): Signal<Args> {
  const listeners = new Set<(...args: Args) => void>();
  return {
    emit: (...args) => {
      for (const listener of listeners) listener(...args);
    },
    on: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Who listens to which event of a bridge, for carriers that deliver events themselves. */

export type Listeners = {
  readonly add: (event: string, listener: (payload: unknown) => void) => () => void;
  readonly tell: (event: string, payload: unknown) => void;
  readonly clear: () => void;
};

export function createListeners(): Listeners {
  const byEvent = new Map<string, Set<(payload: unknown) => void>>();
  return {
    add(event, listener) {
      const set = byEvent.get(event) ?? new Set();
      byEvent.set(event, set);
      // A wrapper of its own per call: the same function added twice is taken away twice.
      const entry = (payload: unknown): void => listener(payload);
      set.add(entry);
      return () => {
        set.delete(entry);
      };
    },
    tell(event, payload) {
      // A copy: a listener may take itself or others away while it is told.
      for (const entry of Array.from(byEvent.get(event) ?? [])) entry(payload);
    },
    clear() {
      byEvent.clear();
    },
  };
}

/** A thing that happens once; who asks later hears it at once. */
export type Once = {
  readonly fired: boolean;
  readonly on: (listener: () => void) => () => void;
  readonly fire: () => void;
};

export function createOnce(): Once {
  const waiting = createListeners();
  let fired = false;
  return {
    get fired() {
      return fired;
    },
    on(listener) {
      if (!fired) return waiting.add('once', listener);
      listener();
      return () => undefined;
    },
    fire() {
      if (fired) return;
      fired = true;
      waiting.tell('once', undefined);
      waiting.clear();
    },
  };
}

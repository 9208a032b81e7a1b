/** Joins the window's stores to React: one hook for each thing that a screen needs to follow. */
import type { Observable } from '@alongside/rtc';
import { useStore, type Store } from '@alongside/ui';
import { useSyncExternalStore } from 'react';

export function useWhole<T>(store: Store<T>): T {
  return useStore(store, (value) => value);
}

export function useObservable<T>(source: Observable<T>): T {
  return useSyncExternalStore(
    (listener) => source.subscribe(listener),
    () => source.get(),
  );
}

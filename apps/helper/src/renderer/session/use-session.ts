/** Joins the window's stores to React: one hook for each thing that a screen needs to follow. */
import type { LinkState } from '@alongside/rtc';
import { useStore, type Store } from '@alongside/ui';
import { useSyncExternalStore } from 'react';

export function useWhole<T>(store: Store<T>): T {
  return useStore(store, (value) => value);
}

export function useLinkState(link: {
  readonly state: { readonly get: () => LinkState; readonly subscribe: (listener: () => void) => () => void };
}): LinkState {
  const { subscribe, get } = link.state;
  return useSyncExternalStore(subscribe, get, get);
}

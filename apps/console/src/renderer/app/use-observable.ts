/** A value of the connection as React state. */

import type { Observable } from '@alongside/rtc';
import { useSyncExternalStore } from 'react';

export function useObservable<T, S>(source: Observable<T>, select: (value: T) => S): S {
  return useSyncExternalStore(
    (listener) => source.subscribe(listener),
    () => select(source.get()),
  );
}

/** The time of day as React state, for what counts. */

import { useEffect, useState } from 'react';

/** Follows the clock every `everyMs` while mounted; `everyMs` 0 stands still. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (everyMs === 0) return;
    const timer = setInterval(() => {
      setNow(Date.now());
    }, everyMs);
    return () => {
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}

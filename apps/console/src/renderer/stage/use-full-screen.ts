/** Full screen for one element, with the keys that the system would keep (Escape, Alt+Tab, Meta) where it can be had. */

import { useCallback, useEffect, useState } from 'react';
import type { RefObject } from 'react';

/** Chromium only, hence not in the DOM's types. */
type KeyboardLock = { readonly lock?: () => Promise<void>; readonly unlock?: () => void };

const keyboardLock = (): KeyboardLock | undefined =>
  (navigator as { readonly keyboard?: KeyboardLock }).keyboard;

export function useFullScreen(target: RefObject<HTMLElement | null>): {
  readonly isFull: boolean;
  readonly toggle: () => void;
} {
  const [isFull, setFull] = useState(false);

  useEffect(() => {
    const onChange = (): void => {
      const full = document.fullscreenElement !== null && document.fullscreenElement === target.current;
      setFull(full);
      if (!full) keyboardLock()?.unlock?.();
    };
    document.addEventListener('fullscreenchange', onChange);
    return () => {
      document.removeEventListener('fullscreenchange', onChange);
    };
  }, [target]);

  const toggle = useCallback((): void => {
    if (document.fullscreenElement !== null) {
      void document.exitFullscreen();
      return;
    }
    // Refused (no gesture, not allowed): everything stays as it is, which the person sees.
    target.current
      ?.requestFullscreen({ navigationUI: 'hide' })
      .then(() => keyboardLock()?.lock?.())
      .catch(() => undefined);
  }, [target]);

  return { isFull, toggle };
}

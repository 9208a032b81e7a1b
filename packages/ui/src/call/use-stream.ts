/** Plays a live stream in an element for as long as both are there. */

import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

export function useStream<E extends HTMLMediaElement>(stream: MediaStream | null): RefObject<E | null> {
  const media = useRef<E>(null);
  useEffect(() => {
    const element = media.current;
    if (element === null) return;
    element.srcObject = stream;
    // Interrupted by the next stream or by leaving: nothing is lost by it.
    if (stream !== null) void element.play().catch(() => undefined);
    return () => {
      element.srcObject = null;
    };
  }, [stream]);
  return media;
}

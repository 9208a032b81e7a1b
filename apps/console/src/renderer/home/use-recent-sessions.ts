/** The account's sessions as the relay keeps them: asked for when the list appears, and on demand. */

import type { RecentSession, Result } from '@alongside/protocol';
import type { ErrorCode } from '@alongside/ui';
import { useCallback, useEffect, useRef, useState } from 'react';

export type RecentState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly sessions: readonly RecentSession[] }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export type LoadSessions = (search: string) => Promise<Result<readonly RecentSession[], ErrorCode>>;

/** A pause in typing. */
const SEARCH_PAUSE_MS = 250;

export function useRecentSessions(
  load: LoadSessions,
  search: string,
): { state: RecentState; refresh: () => void } {
  const [state, setState] = useState<RecentState>({ kind: 'loading' });
  // Always the newest function without asking again because a parent rendered.
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });
  const asked = useRef(0);

  const refresh = useCallback((): void => {
    const mine = (asked.current += 1);
    void loader.current(search).then((answer) => {
      // An older answer that comes late says nothing new.
      if (mine !== asked.current) return;
      setState(answer.ok ? { kind: 'ready', sessions: answer.value } : { kind: 'failed', code: answer.code });
    });
  }, [search]);

  useEffect(() => {
    const timer = setTimeout(refresh, search === '' ? 0 : SEARCH_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.current += 1;
    };
  }, [refresh, search]);

  return { state, refresh };
}

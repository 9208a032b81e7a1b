/** The account's sessions as the relay keeps them: asked for when the list appears, page by page, and on demand. */

import { SESSIONS_PER_PAGE } from '@alongside/protocol';
import type { RecentSession, Result } from '@alongside/protocol';
import type { SessionsWanted } from '@alongside/rtc';
import type { ErrorCode } from '@alongside/ui';
import { useCallback, useEffect, useRef, useState } from 'react';

export type RecentState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly sessions: readonly RecentSession[]; readonly hasMore: boolean }
  | { readonly kind: 'failed'; readonly code: ErrorCode };

export type LoadSessions = (query: SessionsWanted) => Promise<Result<readonly RecentSession[], ErrorCode>>;

/** A pause in typing. */
const SEARCH_PAUSE_MS = 250;
/** More than a spreadsheet is looked through for. */
const MAX_PAGES = 200;

export function useRecentSessions(load: LoadSessions, query: SessionsWanted) {
  const [state, setState] = useState<RecentState>({ kind: 'loading' });
  // Always the newest function without asking again because a parent rendered.
  const loader = useRef(load);
  useEffect(() => {
    loader.current = load;
  });
  const asked = useRef(0);
  const key = JSON.stringify(query);

  const ask = useCallback(
    (known: readonly RecentSession[]): void => {
      const mine = (asked.current += 1);
      void loader.current(pageAfter(JSON.parse(key) as SessionsWanted, known)).then((answer) => {
        // An older answer that comes late says nothing new.
        if (mine !== asked.current) return;
        if (!answer.ok) return setState({ kind: 'failed', code: answer.code });
        const hasMore = answer.value.length === SESSIONS_PER_PAGE;
        setState({ kind: 'ready', sessions: [...known, ...answer.value], hasMore });
      });
    },
    [key],
  );
  const refresh = useCallback((): void => {
    ask([]);
  }, [ask]);

  useEffect(() => {
    const timer = setTimeout(refresh, key === '{}' ? 0 : SEARCH_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      asked.current += 1;
    };
  }, [refresh, key]);

  return {
    state,
    refresh,
    more: (): void => {
      if (state.kind === 'ready') ask(state.sessions);
    },
    /** All of them, for a list that leaves. */
    all: (): Promise<Result<readonly RecentSession[], ErrorCode>> => allPages(load, query),
  };
}

async function allPages(
  load: LoadSessions,
  query: SessionsWanted,
): Promise<Result<readonly RecentSession[], ErrorCode>> {
  const sessions: RecentSession[] = [];
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await load(pageAfter(query, sessions));
    if (!answer.ok) return answer;
    sessions.push(...answer.value);
    if (answer.value.length < SESSIONS_PER_PAGE) break;
  }
  return { ok: true, value: sessions };
}

function pageAfter(query: SessionsWanted, known: readonly RecentSession[]): SessionsWanted {
  const last = known.at(-1);
  return last === undefined ? query : { ...query, before: last.startedAt };
}

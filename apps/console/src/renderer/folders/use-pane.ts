/** One pane's folder: what is in it, what of it is chosen, in which order, and where it goes next. */

import { joinPath } from '@alongside/protocol';
import type { FolderEntry, FolderListing, FolderPlace } from '@alongside/protocol';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { FolderSource, PaneProblem } from './folder-source.ts';
import { sortEntries } from './sort-entries.ts';
import type { SortKey } from './sort-entries.ts';

export type Pane = {
  readonly places: readonly FolderPlace[];
  /** Null before the first folder is there. */
  readonly listing: FolderListing | null;
  /** As they are shown: sorted, hidden ones left out. */
  readonly entries: readonly FolderEntry[];
  readonly isLoading: boolean;
  readonly problem: PaneProblem | null;
  readonly chosen: ReadonlySet<string>;
  readonly sort: { readonly key: SortKey; readonly down: boolean };
  readonly showsHidden: boolean;
  readonly open: (path: string) => void;
  readonly enter: (entry: FolderEntry) => void;
  readonly again: () => void;
  readonly choose: (names: ReadonlySet<string>) => void;
  readonly sortBy: (key: SortKey) => void;
  readonly setShowsHidden: (on: boolean) => void;
  readonly pathsOf: (names: ReadonlySet<string>) => string[];
  /** Says what is wrong. */
  readonly say: (problem: PaneProblem) => void;
  /** Does it, says what is wrong, reads the folder again. */
  readonly act: (
    doing: Promise<{ readonly ok: true } | { readonly ok: false; readonly code: PaneProblem }>,
  ) => Promise<void>;
};

const NOTHING: ReadonlySet<string> = new Set();

export function usePane(source: FolderSource): Pane {
  const { listing, places, isLoading, problem, setProblem, open } = useListing(source);
  const path = listing?.path;
  const [picked, setPicked] = useState<{
    readonly path: string | undefined;
    readonly names: ReadonlySet<string>;
  }>({
    path,
    names: NOTHING,
  });
  // What was chosen elsewhere is not chosen here.
  const chosen = picked.path === path ? picked.names : NOTHING;
  const choose = (names: ReadonlySet<string>): void => {
    setPicked({ path, names });
  };
  const [sort, setSort] = useState<Pane['sort']>({ key: 'name', down: false });
  const [showsHidden, setShowsHidden] = useState(false);
  const entries = useMemo(
    () =>
      sortEntries(
        (listing?.entries ?? []).filter(({ isHidden }) => showsHidden || !isHidden),
        sort,
      ),
    [listing, showsHidden, sort],
  );
  const again = useCallback(() => {
    if (path !== undefined) void open(path);
  }, [open, path]);
  const goTo = useCallback((to: string) => void open(to), [open]);
  const pathsOf = (names: ReadonlySet<string>): string[] =>
    listing === null ? [] : [...names].map((name) => joinPath(listing, name));
  return {
    places,
    listing,
    entries,
    isLoading,
    problem,
    chosen,
    sort,
    showsHidden,
    open: goTo,
    again,
    setShowsHidden,
    pathsOf,
    choose,
    say: setProblem,
    enter(entry) {
      if (listing !== null && entry.kind === 'folder') void open(joinPath(listing, entry.name));
    },
    sortBy(key) {
      setSort((now) => ({ key, down: now.key === key && !now.down }));
    },
    async act(doing) {
      const done = await doing;
      if (done.ok) choose(NOTHING);
      if (path !== undefined) await open(path);
      if (!done.ok) setProblem(done.code);
    },
  };
}

function useListing(source: FolderSource) {
  const [places, setPlaces] = useState<readonly FolderPlace[]>([]);
  const [listing, setListing] = useState<FolderListing | null>(null);
  const [isLoading, setLoading] = useState(true);
  const [problem, setProblem] = useState<PaneProblem | null>(null);
  /** Of several that were opened in a row, the last one counts. */
  const turn = useRef(0);
  const open = useCallback(
    async (path: string) => {
      turn.current += 1;
      const own = turn.current;
      setLoading(true);
      const listed = await source.list(path);
      if (turn.current !== own) return;
      setLoading(false);
      // Where one cannot go one stays where one was.
      if (listed.ok) setListing(listed.value);
      setProblem(listed.ok ? null : listed.code);
    },
    [source],
  );
  useEffect(() => {
    let isThere = true;
    void source.places().then((found) => {
      if (!isThere) return;
      const [first] = found.ok ? found.value : [];
      if (found.ok) setPlaces(found.value);
      else setProblem(found.code);
      if (first === undefined) setLoading(false);
      else void open(first.path);
    });
    return () => {
      isThere = false;
      turn.current += 1;
    };
  }, [source, open]);
  return { places, listing, isLoading, problem, setProblem, open };
}

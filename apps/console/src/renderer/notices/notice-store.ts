/** What happened while somebody worked: shown for a moment, kept in a list. Texts are keys, so that both languages work. */

import { createStore } from '@alongside/ui';
import type { ErrorCode, Store, Translate } from '@alongside/ui';

/** How long one stands before it withdraws to the list. */
const SHOWN_MS = 6_000;
const MOST_KEPT = 100;

export type NoticeTone = 'plain' | 'good' | 'bad';

/** A sentence to be said in whatever language is chosen when it is looked at. */
export type NoticeText = (t: Translate) => string;

type Notice = {
  readonly id: number;
  readonly at: number;
  readonly tone: NoticeTone;
  readonly text: NoticeText;
  /** `shown`: in the corner. → kept, by time or by hand */
  readonly state: 'shown' | 'kept';
};

export type Notices = {
  readonly store: Store<readonly Notice[]>;
  readonly say: (tone: NoticeTone, text: NoticeText) => void;
  readonly fail: (code: ErrorCode) => void;
  readonly dismiss: (id: number) => void;
  readonly close: () => void;
};

export function createNotices(): Notices {
  const store = createStore<readonly Notice[]>([]);
  const timers = new Set<ReturnType<typeof setTimeout>>();
  let lastId = 0;

  const dismiss = (id: number): void => {
    store.update((all) => all.map((notice) => (notice.id === id ? { ...notice, state: 'kept' } : notice)));
  };
  const say = (tone: NoticeTone, text: NoticeText): void => {
    const id = (lastId += 1);
    store.update((all) =>
      [...all, { id, at: Date.now(), tone, text, state: 'shown' } as const].slice(-MOST_KEPT),
    );
    const timer = setTimeout(() => {
      timers.delete(timer);
      dismiss(id);
    }, SHOWN_MS);
    timers.add(timer);
  };

  return {
    store,
    say,
    fail: (code) => {
      say('bad', (t) => t(`errors.${code}`));
    },
    dismiss,
    close() {
      for (const timer of timers) clearTimeout(timer);
      timers.clear();
    },
  };
}

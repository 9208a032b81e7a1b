/** Starts and links that come before there is a window to show them wait here for it. */
import type { Intent } from '../contract/session-contract.ts';

/** Null: started once more, with nothing to fill in. */
type StartNews = Intent | null;

export type Mailbox = {
  readonly put: (news: StartNews) => void;
  /** Hands over what has come, the latest only, and then everything as it comes. */
  readonly open: (onNews: (news: StartNews) => void) => void;
};

export function createMailbox(): Mailbox {
  let reader: ((news: StartNews) => void) | null = null;
  let waiting: { readonly news: StartNews } | null = null;
  return {
    put(news) {
      if (reader === null) waiting = { news };
      else reader(news);
    },
    open(onNews) {
      reader = onNews;
      if (waiting !== null) onNews(waiting.news);
      waiting = null;
    },
  };
}

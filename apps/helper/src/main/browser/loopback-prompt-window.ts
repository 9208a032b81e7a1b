/** The question in an app window of its own: a server, an origin and a token for each question, gone with its answer. */
import type { Handlers } from '@alongside/ipc';
import { serveLoopback, type ServedLoopback } from '@alongside/ipc/loopback-server';
import type { Pages } from '@alongside/shell/pages';
import { consentContract, type ConsentContract } from '../../contract/consent-contract.ts';
import type { PromptWindow } from '../../core/ports.ts';
import { logBug } from '../log.ts';

/** A browser that has not shown the question by then will not; unanswered is declined. */
const SHOW_MS = 15_000;

type LoopbackPromptOptions = {
  readonly pages: Pages;
  readonly handlers: () => Handlers<ConsentContract>;
  readonly openWindow: (url: string) => void;
};

type Shown = {
  readonly requestId: string;
  /** Does nothing once another question, or none, is shown. */
  readonly onClosed: () => void;
  readonly isShown: () => boolean;
  served: ServedLoopback<ConsentContract> | null;
  absence: NodeJS.Timeout | undefined;
};

export function createLoopbackPromptWindow(options: LoopbackPromptOptions): PromptWindow {
  let shown: Shown | null = null;

  const close = (): void => {
    const closing = shown;
    shown = null;
    clearTimeout(closing?.absence);
    // The page closes its window when its server is gone.
    closing?.served?.close();
  };

  return {
    show(prompt, onClosed) {
      if (shown?.requestId === prompt.requestId) return shown.served?.emit('prompt.changed', prompt);
      close();
      const mine: Shown = {
        requestId: prompt.requestId,
        onClosed: () => {
          if (shown === mine) onClosed();
        },
        isShown: () => shown === mine,
        served: null,
        absence: undefined,
      };
      shown = mine;
      open(mine, options).catch((error: unknown) => {
        logBug(error, 'consent.open');
        mine.onClosed();
      });
    },
    close,
  };
}

async function open(mine: Shown, { handlers, pages, openWindow }: LoopbackPromptOptions): Promise<void> {
  const served = await serveLoopback(consentContract, handlers(), {
    page: '/consent.html',
    pages: pages.get,
    onPresence(present) {
      clearTimeout(mine.absence);
      // Closed, broken or loaded anew: none of it is a yes.
      if (!present) mine.onClosed();
    },
    onBug: logBug,
  });
  // Answered or withdrawn while the server was started.
  if (!mine.isShown()) return served.close();
  mine.served = served;
  mine.absence = setTimeout(mine.onClosed, SHOW_MS);
  openWindow(served.url);
}

/**
 * The session window over the loopback carrier. The page may be loaded anew, which ends what was shared; when it stays
 * away, the customer has closed it.
 */
import type { Handlers } from '@alongside/ipc';
import { serveLoopback, type ServedLoopback } from '@alongside/ipc/loopback-server';
import { ok } from '@alongside/protocol';
import type { Pages } from '@alongside/shell/pages';
import { sessionContract, type SessionContract, type Start } from '../../contract/session-contract.ts';
import type { SessionWindow } from '../../core/ports.ts';
import { logBug } from '../log.ts';
import type { RelayOrigins } from '../relay-origins.ts';

/** A page that is loaded anew is back by then. */
const RELOAD_MS = 5_000;
/** A browser that has not shown the page by then will not. */
const FIRST_SHOW_MS = 30_000;

export type PageStart = Pick<Start, 'intent' | 'pressedJoin' | 'notice'>;

type LoopbackSessionOptions = {
  readonly pages: Pages;
  readonly relays: RelayOrigins;
  readonly intent: Start['intent'];
  readonly handlers: () => Handlers<SessionContract>;
  readonly start: (page: PageStart) => Start;
  /** What was shared ends with the page. */
  readonly onGone: () => void;
  /** The window is closed, or was never shown. */
  readonly onClosed: () => void;
};

export class LoopbackSessionWindow implements SessionWindow {
  readonly #options: LoopbackSessionOptions;
  #served: ServedLoopback<SessionContract> | null = null;
  #begin: PageStart;
  #absence: NodeJS.Timeout | undefined;

  constructor(options: LoopbackSessionOptions) {
    this.#options = options;
    this.#begin = { intent: options.intent, pressedJoin: false, notice: null };
  }

  /** Resolves to the address to open. */
  async open(): Promise<string> {
    const { pages, handlers } = this.#options;
    this.#served = await serveLoopback(sessionContract, handlers(), {
      page: '/session.html',
      pages: pages.get,
      onPresence: (present) => this.#onPresence(present),
      onBug: logBug,
    });
    this.#awaitPage(FIRST_SHOW_MS);
    return this.#served.url;
  }

  readonly emit: SessionWindow['emit'] = (name, payload) => this.#served?.emit(name, payload);

  /** The page loads itself anew when it hears `reloading`: only its next load has the new policy. */
  readonly confirmRelay: SessionWindow['confirmRelay'] = (relay, intent) => {
    const { relays, pages } = this.#options;
    const added = relays.add(relay);
    if (!added.ok) return added;
    if (!added.value) return ok('go-on');
    pages.setConnectOrigins(relays.list());
    this.#begin = { intent, pressedJoin: true, notice: null };
    return ok('reloading');
  };

  /** The browser does not tell anybody which of the two it was. */
  readonly explainFailure = (): 'unreachable' => 'unreachable';

  /** A page in a browser that is loaded anew begins anew. */
  readonly keepPlace = (): void => undefined;

  /** What the page begins with, told once: a reload must not join again by itself. */
  start(): Start {
    const begin = this.#begin;
    this.#begin = { ...begin, pressedJoin: false, notice: null };
    return this.#options.start(begin);
  }

  readonly close = (): void => this.#options.onClosed();

  /** The page is told to say goodbye; it is gone with the server. */
  sayGoodbye(): void {
    this.emit('app.closing', undefined);
  }

  closeServer(): void {
    clearTimeout(this.#absence);
    this.#served?.close();
    this.#served = null;
  }

  #onPresence(present: boolean): void {
    clearTimeout(this.#absence);
    if (present) return;
    this.#options.onGone();
    if (this.#served !== null) this.#awaitPage(RELOAD_MS);
  }

  #awaitPage(delayMs: number): void {
    this.#absence = setTimeout(() => this.#options.onClosed(), delayMs);
  }
}

/**
 * The session window: opens, is opened anew when it breaks, says goodbye when it closes. It owns the window's life;
 * what its page may call is the core's.
 */
import type { Handlers } from '@alongside/ipc';
import { ok } from '@alongside/protocol';
import { app, screen, type Rectangle, type WebFrameMain } from 'electron';
import {
  sessionContract,
  type Intent,
  type SessionContract,
  type Start,
} from '../contract/session-contract.ts';
import type { SessionWindow } from '../core/ports.ts';
import { log } from './log.ts';
import { openPageWindow, type PageHome, type PageWindow } from './page-window.ts';
import type { RelayOrigins } from './relay-origins.ts';

/** Long enough to tell peers and relay, short enough that nobody waits for it. */
const GOODBYE_MS = 1_500;
const SIZE = { width: 440, height: 720, minWidth: 420, minHeight: 560 } as const;

/** Between the window and the edges of the screen, its own frame included. */
const GAP = { side: 24, top: 72 } as const;

type SessionWindowOptions = {
  readonly home: PageHome;
  readonly relays: RelayOrigins;
  readonly intent: Intent;
  readonly handlers: () => Handlers<SessionContract>;
  /** All that was shared ends before the window does. */
  readonly onGone: () => void;
  readonly start: (page: PageStart) => Start;
  /** Why the last connection failed, as far as the system told. */
  readonly explainFailure: () => 'unreachable' | 'certificate';
  /** The customer sees the window: for the first time, or again, perhaps from giving a permission. */
  readonly onSeen: () => void;
};

/** What is this window's own of what its first screen begins with. */
export type PageStart = Pick<Start, 'intent' | 'pressedJoin' | 'notice'>;

export class MainSessionWindow implements SessionWindow {
  readonly #options: SessionWindowOptions;
  #page: PageWindow<SessionContract> | null = null;
  #begin: PageStart;
  #isClosing = false;

  constructor(options: SessionWindowOptions) {
    this.#options = options;
    this.#begin = { intent: options.intent, pressedJoin: false, notice: null };
  }

  readonly emit: SessionWindow['emit'] = (name, payload) => this.#page?.emit(name, payload);

  readonly confirmRelay: SessionWindow['confirmRelay'] = (relay, intent) => {
    const { relays, home } = this.#options;
    const added = relays.add(relay);
    if (!added.ok) return added;
    if (!added.value) return ok('go-on');
    home.pages.setConnectOrigins(relays.list());
    this.#begin = { intent, pressedJoin: true, notice: null };
    // After the answer is out; the page that asked is gone then.
    setImmediate(() => void this.#page?.load());
    return ok('reloading');
  };

  readonly explainFailure = (): 'unreachable' | 'certificate' => this.#options.explainFailure();

  /** Whether a request comes from this very window's page. */
  readonly isFrame = (frame: WebFrameMain | null): boolean =>
    frame !== null && frame === this.#page?.window.webContents.mainFrame;

  open(): void {
    const { home, handlers } = this.#options;
    const page = openPageWindow(sessionContract, handlers(), {
      home,
      permissions: ['display-capture', 'media', 'local-network-access', 'local-network', 'loopback-network'],
      runsHidden: true,
      window: {
        ...SIZE,
        ...besideTheWork(),
        useContentSize: true,
        maximizable: false,
        fullscreenable: false,
      },
    });
    this.#page = page;
    page.window.once('ready-to-show', () => {
      page.window.show();
      this.#options.onSeen();
    });
    page.window.on('focus', () => this.#options.onSeen());
    page.window.on('close', (event) => this.#sayGoodbye(event));
    page.window.webContents.on('render-process-gone', (_event, { reason }) => this.#reopen(reason));
    void page.load();
  }

  /** What the page begins with, told once: a reload must not join again by itself. */
  start(): Start {
    const begin = this.#begin;
    this.#begin = { ...begin, pressedJoin: false, notice: null };
    return this.#options.start(begin);
  }

  /** A link was clicked while the program runs: into the boxes with it, and no further. */
  fill(intent: Intent): void {
    this.#begin = { intent, pressedJoin: false, notice: null };
    this.emit('start.changed', this.#options.start(this.#begin));
    this.show();
  }

  show(): void {
    const window = this.#page?.window;
    if (window?.isMinimized() === true) window.restore();
    window?.show();
    window?.focus();
  }

  readonly close = (): void => {
    this.#options.onGone();
    this.#isClosing = true;
    this.#page?.window.destroy();
    app.quit();
  };

  #sayGoodbye(event: { readonly preventDefault: () => void }): void {
    if (this.#isClosing) return;
    this.#isClosing = true;
    event.preventDefault();
    this.#options.onGone();
    this.emit('app.closing', undefined);
    setTimeout(this.close, GOODBYE_MS);
  }

  #reopen(reason: string): void {
    log('session window broke', { reason });
    this.#options.onGone();
    if (this.#isClosing) return;
    this.#begin = { intent: this.#begin.intent, pressedJoin: false, notice: 'restarted' };
    void this.#page?.load();
  }
}

/** At the right edge: what the CSR is asked to help with is most often in the middle, and our windows are shielded. */
function besideTheWork(): Pick<Rectangle, 'x' | 'y' | 'height'> {
  const { workArea } = screen.getPrimaryDisplay();
  const height = Math.max(SIZE.minHeight, Math.min(SIZE.height, workArea.height - GAP.top - GAP.side));
  return {
    x: workArea.x + Math.max(0, workArea.width - SIZE.width - GAP.side),
    y: workArea.y + GAP.top,
    height,
  };
}

/**
 * The session window: opens, is opened anew when it breaks, says goodbye when it closes. It owns the window's life;
 * what its page may call is the core's.
 */
import type { Handlers } from '@alongside/ipc';
import { ok } from '@alongside/protocol';
import { app, screen, type BrowserWindow, type WebFrameMain } from 'electron';
import {
  sessionContract,
  type Intent,
  type Place,
  type SessionContract,
  type Start,
} from '../contract/session-contract.ts';
import type { SessionWindow } from '../core/ports.ts';
import { BANNER_HEIGHT } from './banner-window.ts';
import { log } from './log.ts';
import { openPageWindow, type PageHome, type PageWindow } from './page-window.ts';
import type { RelayOrigins } from './relay-origins.ts';
import { fitInto } from './text-size-steps.ts';
import type { TextSize } from './text-size.ts';

/** Long enough to tell peers and relay, short enough that nobody waits for it. */
const GOODBYE_MS = 1_500;
/** A window that stood for so long may break once more and come back. */
const STEADY_MS = 15_000;
const SIZE = { width: 440, height: 720 } as const;
const MIN_SIZE = { width: 420, height: 560 } as const;
/** A title bar, as high as any usual one. */
const FRAME_HEIGHT = 32;

/** Between the window and the edges of the screen, its own frame included. */
const GAP = { side: 24, top: 72 } as const;

type SessionWindowOptions = {
  readonly home: PageHome;
  readonly relays: RelayOrigins;
  readonly intent: Intent;
  readonly handlers: () => Handlers<SessionContract>;
  readonly textSize: TextSize;
  /** The window broke, and its page comes back: everything waits. */
  readonly onBroke: () => void;
  /** All that was shared ends before the window does. */
  readonly onGone: () => void;
  readonly start: (page: PageStart) => Start;
  /** Where the program that ran before was, and broke off. */
  readonly earlier: Place | null;
  readonly onPlace: (place: Place | null) => void;
  /** The program is about to end: whether it comes back by itself, and so says no goodbye. */
  readonly comesBack: () => boolean;
  /** Why the last connection failed, as far as the system told. */
  readonly explainFailure: () => 'unreachable' | 'certificate';
  /** The customer sees the window: for the first time, or again, perhaps from giving a permission. */
  readonly onSeen: () => void;
};

/** What is this window's own of what its first screen begins with. */
export type PageStart = Pick<Start, 'intent' | 'pressedJoin' | 'notice'> & { readonly place: Place | null };

export class MainSessionWindow implements SessionWindow {
  readonly #options: SessionWindowOptions;
  #page: PageWindow<SessionContract> | null = null;
  #begin: PageStart;
  #place: Place | null = null;
  #brokeAt = -Infinity;
  #isClosing = false;

  constructor(options: SessionWindowOptions) {
    this.#options = options;
    this.#place = options.earlier;
    this.#begin = { intent: options.intent, pressedJoin: false, notice: null, place: options.earlier };
  }

  readonly emit: SessionWindow['emit'] = (name, payload) => this.#page?.emit(name, payload);

  readonly confirmRelay: SessionWindow['confirmRelay'] = (relay, intent) => {
    const { relays, home } = this.#options;
    const added = relays.add(relay);
    if (!added.ok) return added;
    if (!added.value) return ok('go-on');
    home.pages.setConnectOrigins(relays.list());
    this.#begin = { intent, pressedJoin: true, notice: null, place: null };
    // After the answer is out; the page that asked is gone then.
    setImmediate(() => void this.#page?.load());
    return ok('reloading');
  };

  readonly keepPlace = (place: Place | null): void => {
    this.#place = place;
    this.#options.onPlace(place);
  };

  readonly explainFailure = (): 'unreachable' | 'certificate' => this.#options.explainFailure();

  /** Whether a request comes from this very window's page. */
  readonly isFrame = (frame: WebFrameMain | null): boolean =>
    frame !== null && frame === this.#page?.window.webContents.mainFrame;

  open(): void {
    const { home, handlers, textSize } = this.#options;
    const page = openPageWindow(sessionContract, handlers(), {
      home,
      permissions: [
        'display-capture',
        'media',
        'speaker-selection',
        'local-network-access',
        'local-network',
        'loopback-network',
      ],
      runsHidden: true,
      window: {
        ...besideTheWork(),
        useContentSize: true,
        maximizable: false,
        fullscreenable: false,
      },
    });
    this.#page = page;
    textSize.follow(page.window, () => giveRoom(page.window, textSize.factor()));
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
    this.#begin = { ...begin, pressedJoin: false, notice: null, place: null };
    return this.#options.start(begin);
  }

  /** A link was clicked while the program runs: into the boxes with it, and no further. */
  fill(intent: Intent): void {
    this.#begin = { intent, pressedJoin: false, notice: null, place: null };
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
    if (this.#options.comesBack()) return this.close();
    this.#options.onGone();
    this.emit('app.closing', undefined);
    setTimeout(this.close, GOODBYE_MS);
  }

  #reopen(reason: string): void {
    log('session window broke', { reason });
    const since = performance.now() - this.#brokeAt;
    this.#brokeAt = performance.now();
    // One that breaks again at once would go on breaking.
    const place = since > STEADY_MS && !this.#isClosing ? this.#place : null;
    if (place === null) this.#options.onGone();
    else this.#options.onBroke();
    if (this.#isClosing) return;
    const notice = place === null ? 'restarted' : null;
    this.#begin = { intent: this.#begin.intent, pressedJoin: false, notice, place };
    void this.#page?.load();
  }
}

/** At the right edge: what the CSR is asked to help with is most often in the middle, and our windows are shielded. */
function besideTheWork() {
  const { workArea } = screen.getPrimaryDisplay();
  const room = { width: workArea.width, height: workArea.height - GAP.top - GAP.side };
  return {
    x: workArea.x + Math.max(0, workArea.width - SIZE.width - GAP.side),
    y: workArea.y + GAP.top,
    width: Math.min(SIZE.width, room.width),
    height: Math.min(SIZE.height, room.height),
    // Where the system makes everything large, it counts few pixels: no window may be larger than the screen then.
    minWidth: Math.min(MIN_SIZE.width, room.width),
    minHeight: Math.min(MIN_SIZE.height, room.height),
  };
}

/** Larger text gets a larger window, below the banner; where the customer has put it, it stays, as far as that goes. */
function giveRoom(window: BrowserWindow, textSize: number): void {
  const bounds = window.getContentBounds();
  const { workArea } = screen.getDisplayMatching(bounds);
  const top = BANNER_HEIGHT * textSize + FRAME_HEIGHT;
  const room = { ...workArea, y: workArea.y + top, height: workArea.height - top };
  const [width, height] = [SIZE.width * textSize, SIZE.height * textSize];
  window.setMinimumSize(Math.min(MIN_SIZE.width, room.width), Math.min(MIN_SIZE.height, room.height));
  window.setContentBounds(fitInto(room, { ...bounds, width, height }));
}

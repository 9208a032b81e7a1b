/** The console above its screens: signing in and out, beginning and ending sessions. Owns the app's state. */

import type { Site } from '@alongside/protocol';
import { createStore, isLang } from '@alongside/ui';
import type { ErrorCode, Lang, Store } from '@alongside/ui';
import type { Bridge, CallOutput } from '@alongside/ipc';
import { createRecordingLibrary } from '../recording/recording-library.ts';
import type { RecordingLibrary } from '../recording/recording-library.ts';
import { forgetCertificate, keepCertificate, loadCertificate } from '@alongside/rtc';
import type { RelayApi, SiteTrust } from '@alongside/rtc';
import { MAX_LAST_KEYS } from '../../contract.ts';
import type { Choices, ConsoleContract } from '../../contract.ts';
import { beginSession } from '../session/begin-session.ts';
import type { SessionChoice, WayIn } from '../session/begin-session.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import type { AppState } from './app-state.ts';
import { createHomePresence } from './home-presence.ts';
import type { HomePresence } from './home-presence.ts';
import { SignInFlow } from './sign-in-flow.ts';
import type { SaveFile } from '../system-info/take-along.tsx';

const DEFAULT_PANEL_WIDTH = 320;

type AppInfo = CallOutput<ConsoleContract, 'app.info'>;

type ConsoleAppOptions = {
  readonly bridge: Bridge<ConsoleContract>;
  readonly info: AppInfo;
  readonly api: RelayApi;
  readonly explain: () => Promise<'unreachable' | 'certificate'>;
  readonly site: SiteTrust;
};

export class ConsoleApp {
  readonly store: Store<AppState> = createStore<AppState>({ kind: 'starting' });
  readonly info: AppInfo;
  readonly api: RelayApi;
  /** What holds at the relay's site, for all that asks here. */
  readonly site: SiteTrust;
  readonly account: SignInFlow;
  readonly library: RecordingLibrary;
  /** Of side panels, in px; changed by dragging. */
  readonly panelWidth: Store<number>;
  /** Special keys by their id, the last ones first. */
  readonly lastKeys: Store<readonly string[]>;
  /** Null while in a session, or signed out. */
  readonly presence = createStore<HomePresence | null>(null);
  readonly #bridge: Bridge<ConsoleContract>;
  // One for all connections; kept while a session runs, so that a console that broke off is known by it again.
  #certificate = loadCertificate();
  readonly #explain: ConsoleAppOptions['explain'];
  #joinToken: string | null;

  constructor({ bridge, info, api, explain, site }: ConsoleAppOptions) {
    this.#bridge = bridge;
    this.info = info;
    this.api = api;
    this.site = site;
    this.#explain = explain;
    this.#joinToken = info.joinToken;
    this.panelWidth = createStore(info.choices.panelWidth ?? DEFAULT_PANEL_WIDTH);
    this.lastKeys = createStore<readonly string[]>(info.choices.lastKeys ?? []);
    this.library = createRecordingLibrary(bridge, info.carrier === 'electron');
    this.account = new SignInFlow({ store: this.store, bridge, api, startNow: info.startNow });
    this.store.subscribe(() => void this.#followPresence());
    site.state.subscribe(() => {
      const now = site.state.get().site;
      if (now !== null) this.store.update((state) => withSite(state, now));
    });
    bridge.on('start.requested', () => {
      this.#atHome((state) => ({ ...state, startNow: true }));
    });
  }

  /** Null when it began; else why not. */
  start(choice: SessionChoice, oneClick = false): Promise<ErrorCode | null> {
    this.remember({ sessionType: choice.sessionType });
    return this.#begin({ kind: 'start', choice }, oneClick);
  }

  /** Into a colleague's session. Null when it worked; else why not. */
  join(by: Extract<WayIn, { kind: 'join' }>['by']): Promise<ErrorCode | null> {
    return this.#begin({ kind: 'join', by }, false);
  }

  async #begin(way: WayIn, oneClick: boolean): Promise<ErrorCode | null> {
    const state = this.store.get();
    if (state.kind !== 'home') return null;
    const { user } = state;
    const begun = await beginSession(
      {
        api: this.api,
        token: user.token,
        client: this.info.carrier === 'web' ? 'web-console' : 'console',
        certificate: await this.#certificate,
        explain: this.#explain,
        site: this.site,
        language: shownLanguage,
        bridge: this.#bridge,
      },
      way,
    );
    if (!begun.ok) return begun.code;
    const desk = begun.value;
    this.store.set({ kind: 'session', user, desk, oneClick });
    void keepCertificate(await this.#certificate);
    whenOver(desk, (code) => {
      desk.close();
      void this.#forgetKeys();
      if (code === 'revoked' || code === 'not-signed-in') void this.account.signOut();
      else this.store.set({ kind: 'home', user, notice: code, startNow: false });
    });
    return null;
  }

  /** For everyone. Null when it ended; else why not. */
  async end(desk: SessionDesk, notes: string): Promise<ErrorCode | null> {
    const ended = await desk.link.request({ type: 'session.end', notes });
    if (ended.ok) desk.link.close();
    return ended.ok ? null : ended.code;
  }

  /** Only this person goes. Null when it worked; else why not. */
  async leave(desk: SessionDesk): Promise<ErrorCode | null> {
    const left = await desk.link.request({ type: 'session.leave' });
    if (left.ok) desk.link.close();
    return left.ok ? null : left.code;
  }

  /** The start that was asked for from outside has been taken up. */
  startTaken(): void {
    this.#atHome((state) => ({ ...state, startNow: false }));
  }

  /** The link that brought this page here, once. */
  takeJoinToken(): string | null {
    const token = this.#joinToken;
    this.#joinToken = null;
    return token;
  }

  readonly copy = async (text: string): Promise<boolean> => {
    return (await this.#bridge.call('clipboard.write', { text })).ok;
  };

  /** Where the person says; in a browser where downloads go. */
  readonly saveFile: SaveFile = async (file) => {
    const saved = await this.#bridge.call('file.save', file);
    return saved.ok ? saved.value : 'failed';
  };

  /** Screens or windows of this machine. Null where the browser's own picker comes instead. */
  get listSources():
    ((type: 'screen' | 'window') => Promise<CallOutput<ConsoleContract, 'share.sources'>>) | null {
    return this.info.carrier === 'web' ? null : this.#listSources;
  }

  readonly #listSources = async (type: 'screen' | 'window') => {
    const listed = await this.#bridge.call('share.sources', { type });
    return listed.ok ? listed.value : [];
  };

  async openLink(address: string): Promise<boolean> {
    return (await this.#bridge.call('link.open', { address })).ok;
  }

  /** A special key was used: next time it stands first. */
  readonly keysUsed = (id: string): void => {
    const lastKeys = [id, ...this.lastKeys.get().filter((other) => other !== id)].slice(0, MAX_LAST_KEYS);
    this.lastKeys.set(lastKeys);
    this.remember({ lastKeys });
  };

  /** A choice that could not be kept costs nothing but choosing again. */
  remember(choices: Choices): void {
    void this.#bridge.call('choices.save', choices);
  }

  /** Nothing of a session that is over is left behind, and the next one has keys of its own. */
  async #forgetKeys(): Promise<void> {
    await forgetCertificate();
    this.#certificate = loadCertificate();
  }

  /** One idle connection while at home, with the sign-in of the moment. */
  async #followPresence(): Promise<void> {
    const state = this.store.get();
    const before = this.presence.get();
    if (state.kind === 'home' && before !== null) return;
    if (state.kind !== 'home') {
      this.presence.set(null);
      return before?.close();
    }
    const certificate = await this.#certificate;
    const now = this.store.get();
    if (now.kind !== 'home' || this.presence.get() !== null) return;
    const client = this.info.carrier === 'web' ? 'web-console' : 'console';
    const { api, site } = this;
    this.presence.set(createHomePresence({ api, site, token: now.user.token, client, certificate }));
  }

  #atHome(change: (state: Extract<AppState, { kind: 'home' }>) => AppState): void {
    this.store.update((state) => (state.kind === 'home' ? change(state) : state));
  }
}

/** What a screen shows of the site follows what holds there. */
function withSite(state: AppState, site: Site): AppState {
  switch (state.kind) {
    case 'starting':
      return state;
    case 'sign-in':
      return state.reach.kind === 'here' ? { ...state, reach: { kind: 'here', site } } : state;
    case 'home':
    case 'session':
      return { ...state, user: { ...state.user, site } };
  }
}

/** As the window is written now. */
function shownLanguage(): Lang {
  const { lang } = document.documentElement;
  return isLang(lang) ? lang : 'en';
}

/** Once our place is closed for good. Null: by this person's own hand. */
function whenOver(desk: SessionDesk, over: (code: ErrorCode | null) => void): void {
  const stop = desk.link.state.subscribe(() => {
    const { relay } = desk.link.state.get();
    if (relay.kind !== 'closed') return;
    stop();
    const byOwnHand = relay.reason === 'left' || relay.reason === 'ended-by-lead';
    over(byOwnHand ? null : relay.reason);
  });
}

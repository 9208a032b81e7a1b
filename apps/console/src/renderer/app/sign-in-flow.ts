/** Reaching the relay, signing in, and coming back with the token that was kept. */

import type { Site } from '@alongside/protocol';
import type { Bridge } from '@alongside/ipc';
import type { RelayApi } from '@alongside/rtc';
import type { ErrorCode, Store } from '@alongside/ui';
import type { ConsoleContract } from '../../contract.ts';
import type { AppState, SignedIn } from './app-state.ts';

/** Growing, so that a relay that comes back is not met by everybody at once; never so long that it seems given up. */
const RETRY_DELAYS_MS = [1_000, 2_000, 5_000, 10_000, 15_000] as const;
const LONGEST_DELAY_MS = 15_000;

const FRESH = { kind: 'sign-in', reach: { kind: 'checking' }, busy: false, problem: null } as const;

type SignInOptions = {
  readonly store: Store<AppState>;
  readonly bridge: Bridge<ConsoleContract>;
  readonly api: RelayApi;
  readonly startNow: boolean;
};

type SignInState = Extract<AppState, { kind: 'sign-in' }>;

export class SignInFlow {
  readonly #options: SignInOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #attempt = 0;
  /** Kept from last time, until the relay has said whether it still counts. */
  #keptToken: string | null = null;

  constructor(options: SignInOptions) {
    this.#options = options;
  }

  async begin(): Promise<void> {
    const { bridge, store } = this.#options;
    const kept = await bridge.call('token.load');
    this.#keptToken = kept.ok ? kept.value : null;
    if (this.#keptToken === null) store.set(FRESH);
    await this.#reach();
  }

  async signIn(email: string, password: string): Promise<void> {
    const { api } = this.#options;
    this.#show({ busy: true, problem: null });
    const signedIn = await api.signIn(email, password);
    if (!signedIn.ok) return this.#failed(signedIn.code);
    const { token } = signedIn.value;
    const site = await api.site();
    if (!site.ok) return this.#failed(site.code);
    clearTimeout(this.#timer);
    await this.#goHome({ account: signedIn.value.account, token, site: site.value });
  }

  async signOut(): Promise<void> {
    const { api, bridge, store } = this.#options;
    const state = store.get();
    this.#keptToken = null;
    await bridge.call('token.clear');
    store.set(FRESH);
    // Here it is over either way; the relay ends its half as soon as it hears of it.
    if ('user' in state) void api.signOut(state.user.token);
    await this.#reach();
  }

  tryNow(): void {
    this.#show({ reach: { kind: 'checking' } });
    void this.#reach();
  }

  async #reach(): Promise<void> {
    const { api, bridge, store } = this.#options;
    clearTimeout(this.#timer);
    const site = await api.site();
    if (!site.ok) return this.#away(site.code);
    if (this.#keptToken !== null) {
      const problem = await this.#resume(this.#keptToken, site.value);
      if (problem === null) return;
      if (problem !== 'not-signed-in') return this.#away(problem);
      this.#keptToken = null;
      await bridge.call('token.clear');
    }
    this.#attempt = 0;
    store.update((state) => (state.kind === 'starting' ? FRESH : state));
    this.#show({ reach: { kind: 'here', site: site.value } });
  }

  async #resume(token: string, site: Site): Promise<ErrorCode | null> {
    const { api } = this.#options;
    const me = await api.me(token);
    if (!me.ok) return me.code;
    await this.#goHome({ account: me.value, token, site });
    return null;
  }

  /** A token that was handed over for this start is kept like any other, where the machine can. */
  async #goHome(user: SignedIn): Promise<void> {
    const { bridge, store, startNow } = this.#options;
    const saved = await bridge.call('token.save', { token: user.token });
    store.set({ kind: 'home', user, notice: saved.ok ? null : 'token-not-kept', startNow });
  }

  #failed(code: ErrorCode): void {
    // What is about the relay is said where the relay's state stands, with its countdown; the rest beside the fields.
    if (code === 'unreachable' || code === 'certificate') return this.#away(code);
    this.#show({ busy: false, problem: code });
  }

  #away(code: ErrorCode): void {
    const delay = RETRY_DELAYS_MS[this.#attempt] ?? LONGEST_DELAY_MS;
    this.#attempt += 1;
    // The screen that waits is sign-in's, also for somebody whose sign-in is kept.
    this.#options.store.update((state) => (state.kind === 'starting' ? FRESH : state));
    this.#show({ reach: { kind: 'away', code, nextTryAt: Date.now() + delay }, busy: false });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#reach(), delay);
  }

  #show(change: Partial<SignInState>): void {
    this.#options.store.update((state) => (state.kind === 'sign-in' ? { ...state, ...change } : state));
  }
}

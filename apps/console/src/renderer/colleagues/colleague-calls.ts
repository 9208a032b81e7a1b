/** Calling colleagues into this session: who is signed in, whom we called, the link for whoever isn't. */

import { encodeColleagueLink } from '@alongside/protocol';
import type { CallId, Colleague, ColleagueId } from '@alongside/protocol';
import { createStore } from '@alongside/ui';
import type { ErrorCode, Store } from '@alongside/ui';
import type { CallOver, Link } from '@alongside/rtc';
import type { Notices } from '../notices/notice-store.ts';

/** Presence is looked at again while somebody looks at it. */
const LOOK_MS = 2_000;

export type CallingState = {
  /** Null until the first answer. */
  readonly colleagues: readonly Colleague[] | null;
  readonly problem: ErrorCode | null;
  /** Our calls that wait for an answer, by whom we called. */
  readonly calls: ReadonlyMap<ColleagueId, CallId>;
  readonly link: { readonly address: string; readonly expiresAt: number } | null;
};

type CallingOptions = { readonly link: Link; readonly relay: string; readonly notices: Notices };

const NOTHING: CallingState = { colleagues: null, problem: null, calls: new Map(), link: null };

export class ColleagueCalls {
  readonly store: Store<CallingState> = createStore<CallingState>(NOTHING);
  readonly close: () => void;
  readonly #options: CallingOptions;

  constructor(options: CallingOptions) {
    this.#options = options;
    this.close = options.link.onCallEnded((over) => {
      this.#ended(over);
    });
  }

  /** Keeps the list fresh until the returned function is called. */
  watch(): () => void {
    void this.#list();
    const timer = setInterval(() => void this.#list(), LOOK_MS);
    return () => {
      clearInterval(timer);
    };
  }

  async call(colleague: ColleagueId, reason: string): Promise<void> {
    const answer = await this.#options.link.request({ type: 'colleague.call', colleague, reason });
    if (!answer.ok) return this.#change({ problem: answer.code });
    if (answer.value.type !== 'call.placed') return;
    this.#change({ problem: null, calls: new Map(this.store.get().calls).set(colleague, answer.value.call) });
    await this.#list();
  }

  async withdraw(colleague: ColleagueId): Promise<void> {
    const call = this.store.get().calls.get(colleague);
    if (call !== undefined) await this.#options.link.request({ type: 'call.withdraw', call });
    await this.#list();
  }

  async makeLink(): Promise<void> {
    const { link, relay } = this.#options;
    const answer = await link.request({ type: 'colleague.link' });
    if (!answer.ok) return this.#change({ problem: answer.code });
    if (answer.value.type !== 'colleague.link-made') return;
    const { token, expiresAt } = answer.value;
    this.#change({ problem: null, link: { address: encodeColleagueLink({ relay, token }), expiresAt } });
  }

  async #list(): Promise<void> {
    const answer = await this.#options.link.request({ type: 'colleagues.list' });
    if (!answer.ok) return this.#change({ problem: answer.code });
    if (answer.value.type === 'colleagues') {
      // A refusal stands until the next try; only being offline ends by itself.
      const { problem } = this.store.get();
      this.#change({ colleagues: answer.value.colleagues, problem: problem === 'offline' ? null : problem });
    }
  }

  #ended(over: CallOver): void {
    const before = this.store.get().calls;
    const calls = new Map([...before].filter(([, call]) => call !== over.call));
    if (calls.size === before.size) return;
    this.#change({ calls });
    sayEnd(this.#options.notices, over);
    void this.#list();
  }

  #change(part: Partial<CallingState>): void {
    this.store.update((now) => ({ ...now, ...part }));
  }
}

/** Taken back by ourselves, and a session that is over, need no word. */
function sayEnd(notices: Notices, { why, name }: CallOver): void {
  switch (why) {
    case 'accepted':
      return notices.say('good', (t) => t('colleagues.accepted', { name }));
    case 'declined':
      return notices.say('plain', (t) => t('colleagues.declined', { name }));
    case 'expired':
      return notices.say('plain', (t) => t('colleagues.expired', { name }));
    case 'withdrawn':
    case 'session-ended':
  }
}

/**
 * The customer's way from the first screen to the last, for one window. Joining happens on a press of *Join* and at no
 * other time. It holds the stores that the screens read; what is allowed lies with the trusted side.
 */
import type { Bridge } from '@alongside/ipc';
import {
  decodeJoinInput,
  displayNameSchema,
  fail,
  ok,
  PROTOCOL_VERSION,
  UNASKED_MACHINE,
  type GrantId,
  type PeerMessageOf,
  type Result,
} from '@alongside/protocol';
import type { ApiCode, ClosedReason } from '@alongside/rtc';
import { createStore, isLang } from '@alongside/ui';
import type { Receipt } from '../../contract/receipt-view.ts';
import type { Intent, SessionContract, Start } from '../../contract/session-contract.ts';
import { NOTHING_SHARED, type Sharing } from '../../contract/sharing-view.ts';
import { handOver } from './hand-over.ts';
import type { ReceiptActions } from './receipt-keep.tsx';
import { Inside } from './inside.ts';
import { createJoiner, type Joiner, type JoinWish } from './join-attempt.ts';
import { endReasonOf, isPassing, retryDelayMs, type FormProblem, type Life } from './life.ts';
import { createPreviewDesk, type PreviewDesk } from './preview-desk.ts';

export class HelperSession {
  readonly life = createStore<Life>({ kind: 'loading' });
  readonly start = createStore<Start | null>(null);
  readonly form = createStore<Intent>({ join: '', name: '' });
  readonly sharing = createStore<Sharing>(NOTHING_SHARED);
  readonly receipt = createStore<Receipt | null>(null);
  readonly preview: PreviewDesk = createPreviewDesk(() => this.start.get());
  readonly #bridge: Bridge<SessionContract>;
  readonly #client: Start['client'];
  #joiner: Joiner;
  #inside: Inside | null = null;
  /** The attempt at hand; what comes of an older one is dropped. */
  #attempt = 0;
  #retry: { readonly wish: JoinWish; readonly timer: ReturnType<typeof setTimeout> } | null = null;

  constructor(bridge: Bridge<SessionContract>, options: { readonly client: Start['client'] }) {
    this.#bridge = bridge;
    this.#client = options.client;
    this.#joiner = this.#newJoiner(null);
    bridge.on('sharing.changed', this.sharing.set);
    bridge.on('receipt.changed', this.receipt.set);
    bridge.on('start.changed', (start) => this.#refill(start));
    bridge.on('app.closing', () => void this.#goodbye());
  }

  readonly receiptActions: ReceiptActions = {
    load: async () => {
      const document = await this.#bridge.call('receipt.document');
      return document.ok ? document.value : null;
    },
    seal: async (hash) => {
      const sealed = await this.#bridge.call('receipt.seal', { hash });
      return sealed.ok ? sealed.value : null;
    },
    save: async (file) => {
      const saved = await this.#bridge.call('receipt.save', file);
      if (!saved.ok) return 'failed';
      return saved.value === 'not-here' ? handOver(file) : saved.value;
    },
  };

  get inside(): Inside | null {
    return this.#inside;
  }

  async begin(options: { readonly chooses: boolean }): Promise<void> {
    const start = await this.#bridge.call('app.start');
    if (!start.ok) return;
    this.start.set(start.value);
    this.fill(start.value.intent);
    this.life.set(options.chooses ? { kind: 'choosing' } : { kind: 'form', problem: null });
    if (start.value.pressedJoin) this.join();
    if (start.value.place !== null) this.#return(start.value.place);
  }

  /** The window broke in the middle of it: the same as *Join*, which the person has pressed before. */
  #return(place: NonNullable<Start['place']>): void {
    this.#joiner = this.#newJoiner(place);
    this.fill({ join: place.join, name: place.name });
    this.join();
  }

  #newJoiner(place: Start['place']): Joiner {
    return createJoiner({
      client: this.#client,
      explain: async () => {
        const why = await this.#bridge.call('relay.explain');
        return why.ok ? why.value : 'unreachable';
      },
      hello: () => this.#hello(),
      place,
    });
  }

  readonly fill = (form: Intent): void => {
    const isOther = form.join !== this.form.get().join;
    this.form.set(form);
    if (isOther) this.preview.ask(form.join);
    this.life.update((life) => (life.kind === 'form' ? { kind: 'form', problem: null } : life));
  };

  readonly toForm = (): void => {
    this.#cancelRetry();
    this.life.set({ kind: 'form', problem: null });
  };

  /** The button, and nothing else: links and flags fill the boxes only. */
  readonly join = (): void => {
    const wish = this.#readForm();
    if (!wish.ok) return this.life.set({ kind: 'form', problem: wish.code });
    const { relay } = wish.value;
    this.life.set({ kind: 'joining', relay, problem: null, nextTryAt: null });
    void this.#confirmAndTry(wish.value);
  };

  readonly tryNow = (): void => {
    const wish = this.#retry?.wish;
    if (wish === undefined) return;
    this.#cancelRetry();
    void this.#try(wish, 1);
  };

  readonly leave = async (): Promise<void> => {
    const inside = this.#inside;
    this.#inside = null;
    const hadBegun = inside?.desk.get() !== null;
    this.life.set(hadBegun ? { kind: 'ended', reason: 'left' } : { kind: 'form', problem: null });
    await inside?.leave();
    this.#joiner.forget();
  };

  /** *Did someone call you unexpectedly?* Ends whatever there is, at once. */
  readonly stopHere = async (): Promise<void> => {
    this.#cancelRetry();
    const inside = this.#inside;
    this.#inside = null;
    this.life.set({ kind: 'stopped' });
    this.fill({ join: '', name: '' });
    await inside?.leave();
    this.#joiner.forget();
  };

  readonly revoke = (grantId: GrantId): void => void this.#bridge.call('grant.revoke', { grantId });

  readonly revokeAll = (): void => void this.#bridge.call('grants.revoke-all');

  readonly closeWindow = (): void => void this.#bridge.call('app.close');

  #readForm(): Result<JoinWish, FormProblem> {
    const { join, name } = this.form.get();
    if (join.trim() === '') return fail('code-missing');
    const credential = decodeJoinInput(join);
    if (!credential.ok) return credential;
    const relay = credential.value.kind === 'link' ? credential.value.relay : this.start.get()?.relay;
    if (relay === null || relay === undefined) return fail('code-needs-link');
    const known = displayNameSchema.safeParse(name);
    if (!known.success) return fail('name-missing');
    return ok({ relay, credential: credential.value, name: known.data });
  }

  async #confirmAndTry(wish: JoinWish): Promise<void> {
    const confirmed = await this.#bridge.call('relay.confirm', {
      relay: wish.relay,
      intent: this.form.get(),
    });
    if (!confirmed.ok) return this.life.set({ kind: 'form', problem: 'not-a-code-or-link' });
    if (confirmed.value === 'go-on') return await this.#try(wish, 1);
    // The fresh page goes on with it. Electron's main loads it; elsewhere nobody but the page itself can.
    if (this.start.get()?.client === 'helper-browser') location.reload();
  }

  async #try(wish: JoinWish, count: number): Promise<void> {
    this.#attempt += 1;
    const attempt = this.#attempt;
    const { relay } = wish;
    this.life.update((life) => (life.kind === 'joining' ? { ...life, nextTryAt: null } : life));
    const ticket = await this.#joiner.redeem(wish);
    if (attempt !== this.#attempt || this.life.get().kind !== 'joining') return;
    if (ticket.ok) return this.#enter(wish, ticket.value);
    const problem: ApiCode = ticket.code;
    if (!isPassing(problem)) return this.#notIn(problem);
    const delayMs = retryDelayMs(count);
    this.#retry = { wish, timer: setTimeout(() => void this.#try(wish, count + 1), delayMs) };
    this.life.set({ kind: 'joining', relay, problem, nextTryAt: Date.now() + delayMs });
  }

  /** Whoever wanted to go back there is at the beginning again: nothing of it goes on. */
  #notIn(problem: ApiCode): void {
    void this.#bridge.call('session.ended');
    this.life.set({ kind: 'form', problem });
  }

  async #enter(wish: JoinWish, ticket: string): Promise<void> {
    const link = await this.#joiner.enter(wish, ticket);
    if (this.life.get().kind !== 'joining') return link.close();
    const { device } = this.#joiner;
    void this.#bridge.call('place.keep', { ...this.form.get(), device });
    this.#inside = new Inside(link, this.#bridge, (reason, hadBegun) => this.#over(reason, hadBegun));
    // The link may have been closed while it was looked at for the first time.
    if (this.life.get().kind === 'joining') this.life.set({ kind: 'inside', link });
  }

  /** Before anything has begun, the boxes are still the place to be; afterwards it is the receipt. */
  #over(reason: ClosedReason, hadBegun: boolean): void {
    this.#inside = null;
    this.#joiner.forget();
    const end = endReasonOf(reason);
    if (hadBegun || end !== 'failed') return this.life.set({ kind: 'ended', reason: end });
    this.life.set({ kind: 'form', problem: isApiCode(reason) ? reason : 'unreachable' });
  }

  #refill(start: Start): void {
    this.start.set(start);
    if (start.intent.join !== '' && this.#inside === null) this.fill(start.intent);
  }

  async #goodbye(): Promise<void> {
    await this.#inside?.leave();
    this.closeWindow();
  }

  #cancelRetry(): void {
    this.#attempt += 1;
    clearTimeout(this.#retry?.timer);
    this.#retry = null;
  }

  #hello(): PeerMessageOf<'peer.hello'> {
    const { lang } = document.documentElement;
    return {
      type: 'peer.hello',
      protocol: PROTOCOL_VERSION,
      language: isLang(lang) ? lang : 'en',
      machine: this.start.get()?.machine ?? UNASKED_MACHINE,
    };
  }
}

const API_CODES = ['invite-invalid', 'session-full', 'version-unsupported', 'too-many'] as const;

function isApiCode(reason: ClosedReason): reason is (typeof API_CODES)[number] {
  return API_CODES.some((code) => code === reason);
}

/**
 * What holds at a relay's site, as far as its admin has signed it. The key of the first config is believed from then on:
 * by nothing but that key, and never back to an older version, is what holds replaced. Owns the proof; where the last
 * good config is kept beyond this page is its owner's matter.
 */
import {
  decodeSiteConfig,
  DEFAULT_SITE,
  type SignedConfig,
  signedText,
  type Site,
  type SiteConfig,
  siteOf,
} from '@alongside/protocol';
import { isEd25519 } from './crypto.ts';
import { createCell, type Observable } from './observable.ts';

/** Why the relay's last word is not taken; what held before goes on. */
export type SiteProblem =
  /** The signature does not fit the text. */
  | 'site-forged'
  /** Signed by another key than the one that is believed. */
  | 'site-key-changed'
  /** Signed by the right key, for another organisation or another of its sites. */
  | 'site-other'
  /** A version before the one that held already, or the same with another text. */
  | 'site-older'
  /** There was a config, and the relay says that there is none. */
  | 'site-missing'
  /** Signed well, but not understood here: this program is too old, or the config is. */
  | 'site-unknown';

/** As the relay says it: in the welcome, by `site.updated`, and by `/api/site`. */
export type SiteStatement = {
  readonly site: Site;
  readonly config: SignedConfig | null;
  /** The relay's clock decides whether a config is in its time. */
  readonly serverTime: number;
};

type SiteState = {
  /** Null until the relay has said anything. */
  readonly site: Site | null;
  readonly problem: SiteProblem | null;
  /** The key that was refused, while that is the problem. */
  readonly refusedKey: string | null;
};

export type SiteTrust = {
  readonly state: Observable<SiteState>;
  /** One after the other. Gives what holds, whether the statement was taken or not. */
  take(statement: SiteStatement): Promise<Site>;
  /** The person has made sure that the new key is the organisation's own. Nothing happens where none was refused. */
  believeRefused(): void;
};

type SiteTrustOptions = {
  /** The last good config of an earlier run: its key is the one that is believed. */
  readonly pinned?: SignedConfig | null;
  readonly keep?: (config: SignedConfig) => void;
};

type Held = { readonly signed: SignedConfig; readonly config: SiteConfig };
type Judged = { readonly good: Held } | { readonly problem: SiteProblem; readonly other?: Held };

export function createSiteTrust(options: SiteTrustOptions = {}): SiteTrust {
  return new ProvedSite(options);
}

class ProvedSite implements SiteTrust {
  readonly state = createCell<SiteState>({ site: null, problem: null, refusedKey: null });
  readonly #keep: SiteTrustOptions['keep'];
  #held: Held | null;
  #refused: (Held & { readonly serverTime: number }) | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ pinned = null, keep }: SiteTrustOptions) {
    this.#keep = keep;
    this.#held = pinned === null ? null : heldOf(pinned);
  }

  take(statement: SiteStatement): Promise<Site> {
    const next = this.#last.then(() => this.#take(statement));
    // Whoever asked hears of it; the next statement is taken all the same.
    this.#last = next.catch(() => undefined);
    return next;
  }

  believeRefused(): void {
    const refused = this.#refused;
    if (refused === null) return;
    this.#refused = null;
    this.#hold(refused);
    this.state.set({ site: siteOf(refused.config, refused.serverTime), problem: null, refusedKey: null });
  }

  async #take({ site, config, serverTime }: SiteStatement): Promise<Site> {
    this.#refused = null;
    if (config === null && this.#held === null) {
      this.state.set({ site, problem: null, refusedKey: null });
      return site;
    }
    const judged: Judged = config === null ? { problem: 'site-missing' } : await judge(config, this.#held);
    if ('good' in judged) this.#hold(judged.good);
    else if (judged.other !== undefined) this.#refused = { ...judged.other, serverTime };
    // Where nothing good was ever there, the relay's unsigned word counts no more than no word.
    const holds = this.#held === null ? DEFAULT_SITE : siteOf(this.#held.config, serverTime);
    const problem = 'good' in judged ? null : judged.problem;
    this.state.set({ site: holds, problem, refusedKey: this.#refused?.signed.key ?? null });
    return holds;
  }

  #hold({ signed, config }: Held): void {
    const before = this.#held?.signed;
    this.#held = { signed, config };
    if (before?.config !== signed.config || before.key !== signed.key) this.#keep?.(signed);
  }
}

/** It was proved before it was kept. */
function heldOf(signed: SignedConfig): Held | null {
  const config = decodeSiteConfig(signed.config);
  return config.ok ? { signed, config: config.value } : null;
}

async function judge(signed: SignedConfig, held: Held | null): Promise<Judged> {
  const { key, signature } = signed;
  const isGood = await isEd25519({ key, signature, text: signedText(signed.config) });
  if (!isGood) return { problem: 'site-forged' };
  const next = heldOf(signed);
  if (next === null) return { problem: 'site-unknown' };
  if (held === null) return { good: next };
  if (held.signed.key !== key) return { problem: 'site-key-changed', other: next };
  const { config } = next;
  if (config.org !== held.config.org || config.site !== held.config.site) return { problem: 'site-other' };
  const isSame = signed.config === held.signed.config;
  return config.version > held.config.version || isSame ? { good: next } : { problem: 'site-older' };
}

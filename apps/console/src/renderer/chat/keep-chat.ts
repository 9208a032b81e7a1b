/** Hands what is said to everyone over to the relay, while we lead and the site keeps it. Owns what was handed over. */

import { MAX_KEPT_AT_ONCE } from '@alongside/protocol';
import type { HistoryLine } from '@alongside/protocol';
import type { Link } from '@alongside/rtc';
import type { Conversation } from './conversation.ts';

export class KeepChat {
  readonly #link: Pick<Link, 'state' | 'request'>;
  readonly #conversation: Pick<Conversation, 'store' | 'met'>;
  readonly #kept = new Set<string>();
  readonly #ends: (() => void)[];
  #isAsking = false;

  constructor(link: Pick<Link, 'state' | 'request'>, conversation: Pick<Conversation, 'store' | 'met'>) {
    this.#link = link;
    this.#conversation = conversation;
    const look = (): void => void this.#keep();
    this.#ends = [conversation.store.subscribe(look), link.state.subscribe(look)];
    look();
  }

  close(): void {
    for (const end of this.#ends) end();
  }

  /** Again at the next change where the relay could not be reached; lines that are there already stay as they are. */
  async #keep(): Promise<void> {
    if (this.#isAsking || !this.#mayKeep()) return;
    const lines = this.#waiting().slice(0, MAX_KEPT_AT_ONCE);
    if (lines.length === 0) return;
    this.#isAsking = true;
    const kept = await this.#link.request({ type: 'chat.keep', lines });
    this.#isAsking = false;
    if (!kept.ok && kept.code === 'offline') return;
    for (const { id } of lines) this.#kept.add(id);
    await this.#keep();
  }

  #mayKeep(): boolean {
    const { site, session, self, relay } = this.#link.state.get();
    const role = session?.participants.find(({ id }) => id === self)?.role;
    return site?.chatKept === true && role === 'lead-csr' && relay.kind === 'open';
  }

  #waiting(): HistoryLine[] {
    const { name, self } = this.#link.state.get();
    const met = this.#conversation.met.get();
    return this.#conversation.store
      .get()
      .lines.filter(({ id, scope, to }) => scope === 'everyone' && to === 'everyone' && !this.#kept.has(id))
      .map(({ id, from, name: told, text, at }) => {
        return { id, from, name: from === self ? name : (told ?? met.get(from)?.name ?? '?'), text, at };
      });
  }
}

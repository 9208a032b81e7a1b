/**
 * Signs what each customer's machine writes into its receipt, as far as it was told here and follows from what was told
 * before: neither side can change it afterwards alone.
 */

import {
  firstBroken,
  isCsr,
  isReceiptSigned,
  joinedIn,
  MAX_RECEIPT_ENTRIES,
  receiptHeadText,
} from '@alongside/protocol';
import type { ParticipantId, PeerMessageOf, ReceiptEntry } from '@alongside/protocol';
import { createSigner, webNotary } from '@alongside/helper/contract/web-notary.ts';
import type { Link } from '@alongside/rtc';
import type { Notices } from '../notices/notice-store.ts';

type Told = PeerMessageOf<'receipt.told'>;
type Known = { readonly key: string; readonly entries: readonly ReceiptEntry[] };

/** The relay's audit gets the head when nothing has changed for this long. */
const REST_MS = 1_000;

type ReceiptDeskOptions = {
  readonly link: Pick<Link, 'state' | 'send' | 'onMessage' | 'record'>;
  readonly self: ParticipantId;
  readonly notices: Pick<Notices, 'say'>;
};

export class ReceiptDesk {
  readonly #options: ReceiptDeskOptions;
  readonly #signer = createSigner();
  readonly #known = new Map<ParticipantId, Known>();
  readonly #timers = new Map<ParticipantId, ReturnType<typeof setTimeout>>();
  readonly #stop: () => void;
  #work: Promise<void> = Promise.resolve();

  constructor(options: ReceiptDeskOptions) {
    this.#options = options;
    const { link } = options;
    this.#stop = link.onMessage((from, message) => {
      if (message.type !== 'receipt.told') return;
      const role = link.state.get().session?.participants.find(({ id }) => id === from)?.role;
      if (role === undefined || isCsr(role)) return;
      this.#work = this.#work
        .then(() => this.#hear(from, message))
        .catch(() => {
          options.notices.say('bad', (t) => t('receipt.broken'));
        });
    });
  }

  close(): void {
    this.#stop();
    for (const timer of this.#timers.values()) clearTimeout(timer);
  }

  async #hear(from: ParticipantId, told: Told): Promise<void> {
    const known = this.#known.get(from);
    // Another key in mid-session would be another customer.
    if (known !== undefined && known.key !== told.key) return;
    const entries = await followed(known?.entries ?? [], told);
    if (entries === null) return;
    const joined = joinedIn(entries);
    const session = this.#options.link.state.get().session?.id;
    // Of this session and of whoever tells it, or nothing that this side has seen.
    if (joined?.session !== session || joined?.customer !== from || joined.key !== told.key) return;
    this.#known.set(from, { key: told.key, entries });
    // In several pieces: only with the last of them all is there that was signed.
    if (!(await isReceiptSigned({ ...told, by: from }, entries, webNotary))) return;
    const { count, head } = told;
    const { key, sign } = await this.#signer;
    const signature = await sign(receiptHeadText({ count, head }, this.#options.self));
    await this.#options.link.send(from, { type: 'receipt.signed', key, count, head, signature });
    this.#reportLater(from, { key: told.key, count, head });
  }

  #reportLater(customer: ParticipantId, head: Pick<Told, 'key' | 'count' | 'head'>): void {
    clearTimeout(this.#timers.get(customer));
    const report = (): void => {
      this.#options.link.record({ kind: 'receipt.head', at: Date.now(), customer, ...head });
    };
    this.#timers.set(customer, setTimeout(report, REST_MS));
  }
}

/** With what was told now; null where it contradicts what was told before, or does not follow from it. */
async function followed(
  before: readonly ReceiptEntry[],
  { from, entries }: Told,
): Promise<readonly ReceiptEntry[] | null> {
  if (from > before.length || from + entries.length > MAX_RECEIPT_ENTRIES) return null;
  const again = entries.slice(0, before.length - from);
  if (again.some((entry, index) => entry.hash !== before[from + index]?.hash)) return null;
  const fresh = entries.slice(again.length);
  const broken = await firstBroken(before.at(-1)?.hash ?? null, fresh, webNotary.hash);
  return broken === null ? [...before, ...fresh] : null;
}

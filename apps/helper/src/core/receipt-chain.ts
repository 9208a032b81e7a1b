/**
 * The session's receipt as a chain of entries, each bound to the one before by its hash, signed by this machine at every
 * change and by each CSR who has heard of it. Lives in memory; goes with the session, and outlasts a program that breaks.
 */
import {
  isCsr,
  isReceiptSigned,
  joinedIn,
  MAX_RECEIPT_ENTRIES,
  nextEntry,
  pageText,
  RECEIPT_ENTRIES_AT_ONCE,
  receiptHeadText,
  signsBy,
  type Fact,
  type ParticipantId,
  type PeerMessage,
  type PeerMessageOf,
  type ReceiptDocument,
  type ReceiptEntry,
  type ReceiptSignature,
  type ReceiptWhat,
} from '@alongside/protocol';
import { createSigner, restoreSigner, webNotary, type Signer } from '../contract/web-notary.ts';
import type { AuthorityShell } from './authority-shell.ts';
import type { Ports } from './ports.ts';

type Joined = Extract<ReceiptWhat, { kind: 'session.joined' }>;

type ReceiptChainOptions = {
  readonly ports: Pick<Ports, 'clock' | 'log' | 'session'>;
  readonly shell: Pick<AuthorityShell, 'state'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  /** More is written down, or signed: what is left for a next program has changed. */
  readonly onWritten: () => void;
};

/** What a program that broke off leaves. */
export type KeptChain = {
  readonly key: string;
  readonly secret: string;
  readonly entries: readonly ReceiptEntry[];
  readonly csrs: readonly (ReceiptSignature & { readonly csr: ParticipantId })[];
};

/** The relay's audit gets the head when nothing has changed for this long. */
const REST_MS = 1_000;
const MAX_KEYS_OF_A_CSR = 8;

export class ReceiptChain {
  readonly #options: ReceiptChainOptions;
  #signer: Promise<Signer> | null = null;
  /** What a next program needs of it; null until it is made. */
  #own: Pick<Signer, 'key' | 'secret'> | null = null;
  #entries: ReceiptEntry[] = [];
  #csrs = new Map<ParticipantId, ReceiptSignature>();
  /** How many entries each CSR has been told of. */
  readonly #told = new Map<ParticipantId, number>();
  /** One after the other: each needs the hash of the one before. */
  #work: Promise<void> = Promise.resolve();
  #stopWaiting: (() => void) | null = null;

  constructor(options: ReceiptChainOptions) {
    this.#options = options;
  }

  /** A new session begins, unless it is the one that went on. */
  begin(joined: Omit<Joined, 'kind' | 'at' | 'key'>): void {
    const first = joinedIn(this.#entries);
    if (first?.session === joined.session && first.customer === joined.customer) return;
    this.#then(async () => {
      this.#entries = [];
      this.#csrs = new Map();
      this.#told.clear();
      this.#signer = createSigner();
      const { key } = await this.#signer;
      await this.#write({ kind: 'session.joined', at: this.#options.ports.clock.now(), ...joined, key });
      await this.#tell();
    });
  }

  meet(person: { readonly id: ParticipantId; readonly name: string; readonly isCsr: boolean }): void {
    this.#then(async () => {
      const isKnown = this.#entries.some(
        ({ what }) => what.kind === 'person.met' && what.id === person.id && what.name === person.name,
      );
      if (!isKnown) await this.#write({ kind: 'person.met', at: this.#options.ports.clock.now(), ...person });
      // Whoever comes, or comes back with a page that knows nothing, hears all of it.
      this.#told.delete(person.id);
      await this.#tell();
    });
  }

  note(fact: Fact): void {
    this.#append(fact);
  }

  end(): void {
    this.#append({ kind: 'session.ended', at: this.#options.ports.clock.now() });
  }

  hear(from: ParticipantId, { type: _type, ...signature }: PeerMessageOf<'receipt.signed'>): void {
    this.#then(async () => {
      const peer = this.#options.shell.state.peers.get(from);
      const isGood =
        peer !== undefined &&
        isCsr(peer.role) &&
        (await isReceiptSigned({ ...signature, by: from }, this.#entries, webNotary));
      if (!isGood || !(await this.#signsBy(from, signature.key))) {
        return this.#options.ports.log('signature of a receipt left alone');
      }
      if (signature.count < (this.#csrs.get(from)?.count ?? 0)) return;
      this.#csrs.set(from, signature);
      this.#options.onWritten();
    });
  }

  /** Null before anything happened. */
  async document(): Promise<ReceiptDocument | null> {
    await this.#work;
    const customer = await this.#sign();
    if (customer === null) return null;
    const csrs = [...this.#csrs].map(([csr, signature]) => ({ ...signature, csr }));
    return { format: 'alongside-receipt/1', entries: this.#entries, customer, csrs };
  }

  /** This machine's word on the words around the receipt, by their hash. */
  async sealPage(hash: string): Promise<string | null> {
    const signer = await this.#signer;
    return signer === null ? null : signer.sign(pageText(hash));
  }

  keep(): KeptChain | null {
    if (this.#own === null) return null;
    const { key, secret } = this.#own;
    const csrs = [...this.#csrs].map(([csr, signature]) => ({ ...signature, csr }));
    return { key, secret, entries: this.#entries, csrs };
  }

  restore({ key, secret, entries, csrs }: KeptChain): void {
    this.#own = { key, secret };
    this.#signer = restoreSigner({ key, secret });
    this.#entries = [...entries];
    this.#csrs = new Map(csrs.map(({ csr, ...signature }) => [csr, signature]));
  }

  close(): void {
    this.#stopWaiting?.();
    this.#stopWaiting = null;
  }

  /** A CSR's key is written down before its signature counts; only a few, for consoles that began anew. */
  async #signsBy(csr: ParticipantId, key: string): Promise<boolean> {
    if (signsBy(this.#entries, { csr, key })) return true;
    const keys = this.#entries.filter(({ what }) => what.kind === 'person.signs' && what.csr === csr);
    if (keys.length >= MAX_KEYS_OF_A_CSR) return false;
    await this.#write({ kind: 'person.signs', at: this.#options.ports.clock.now(), csr, key });
    await this.#tell();
    return true;
  }

  #append(what: ReceiptWhat): void {
    this.#then(async () => {
      await this.#write(what);
      await this.#tell();
    });
  }

  #then(work: () => Promise<void> | void): void {
    this.#work = this.#work.then(work).catch((error: unknown) => {
      this.#options.ports.log('receipt broke off', { kind: error instanceof Error ? error.name : 'unknown' });
    });
  }

  async #write(what: ReceiptWhat): Promise<void> {
    // Before the session is joined there is nothing to be written down.
    if (this.#signer === null || this.#entries.length >= MAX_RECEIPT_ENTRIES) return;
    this.#own = await this.#signer;
    const isLast = this.#entries.length === MAX_RECEIPT_ENTRIES - 1 && what.kind !== 'session.ended';
    const said: ReceiptWhat = isLast ? { kind: 'receipt.full', at: this.#options.ports.clock.now() } : what;
    this.#entries = [
      ...this.#entries,
      await nextEntry(this.#entries.at(-1)?.hash ?? null, said, webNotary.hash),
    ];
    this.#options.onWritten();
    this.#reportLater();
  }

  async #sign(): Promise<ReceiptSignature | null> {
    const signer = await this.#signer;
    const head = this.#entries.at(-1)?.hash;
    if (signer === null || head === undefined) return null;
    const count = this.#entries.length;
    const { customer = '' } = joinedIn(this.#entries) ?? {};
    const signature = await signer.sign(receiptHeadText({ count, head }, customer));
    return { key: signer.key, count, head, signature };
  }

  async #tell(): Promise<void> {
    const signature = await this.#sign();
    if (signature === null) return;
    for (const [id, { role, presence }] of this.#options.shell.state.peers) {
      if (!isCsr(role) || presence.kind !== 'here') continue;
      for (let from = this.#told.get(id) ?? 0; from < this.#entries.length; from += RECEIPT_ENTRIES_AT_ONCE) {
        const entries = this.#entries.slice(from, from + RECEIPT_ENTRIES_AT_ONCE);
        this.#options.send(id, { type: 'receipt.told', from, entries, ...signature });
      }
      this.#told.set(id, this.#entries.length);
    }
  }

  #reportLater(): void {
    const { clock, session } = this.#options.ports;
    this.#stopWaiting?.();
    this.#stopWaiting = clock.after(REST_MS, () => {
      const head = this.#entries.at(-1)?.hash;
      const joined = joinedIn(this.#entries);
      if (head === undefined || joined === undefined) return;
      const { customer, key } = joined;
      const count = this.#entries.length;
      const fact = { kind: 'receipt.head', at: clock.now(), customer, key, count, head } as const;
      session.emit('fact.record', { fact });
    });
  }
}

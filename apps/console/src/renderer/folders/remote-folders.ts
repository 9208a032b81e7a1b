/** A customer's folders, asked for over the connection: each question finds its answer by its number, or gives up. */

import { fail, idSchema, ok, MAX_CHOSEN_ITEMS, REQUEST_LIFE_MS, requestIdSchema } from '@alongside/protocol';
import type {
  FileAct,
  FolderEntry,
  FolderListing,
  FolderPlace,
  ParticipantId,
  PeerMessage,
  PeerMessageOf,
  RequestId,
  Result,
} from '@alongside/protocol';
import { randomId } from '@alongside/rtc';
import type { Link } from '@alongside/rtc';
import type { FolderSource, PaneProblem } from './folder-source.ts';

/** A disk that has to wake up takes its time. */
const ANSWER_MS = 20_000;

type Waiting = {
  readonly customer: ParticipantId;
  readonly hear: (message: PeerMessage) => void;
  readonly give: (problem: PaneProblem) => void;
};

type Question = { readonly id: string; readonly customer: ParticipantId; readonly patienceMs?: number };
type Hear<T> = (message: PeerMessage, settle: (result: Result<T, PaneProblem>) => void) => void;

export type Asked = {
  readonly request: RequestId;
  /** Resolves when they have said yes and, where it is done there, it is done. */
  readonly answer: Promise<Result<void, PaneProblem>>;
};

export class RemoteFolders {
  readonly #link: Pick<Link, 'send' | 'onMessage' | 'onPeer'>;
  readonly #waiting = new Map<string, Waiting>();
  readonly #ends: (() => void)[];

  constructor(link: Pick<Link, 'send' | 'onMessage' | 'onPeer'>) {
    this.#link = link;
    this.#ends = [
      link.onMessage((from, message) => {
        const id = idOf(message);
        const waiting = id === null ? undefined : this.#waiting.get(id);
        if (waiting?.customer === from) waiting.hear(message);
      }),
      link.onPeer(({ type, peer }) => {
        if (type !== 'gone' && type !== 'lost') return;
        for (const waiting of Array.from(this.#waiting.values())) {
          if (waiting.customer === peer) waiting.give('no-answer');
        }
      }),
    ];
  }

  of(customer: ParticipantId): FolderSource {
    return {
      places: () => this.#places(customer),
      list: (path) => this.#list(customer, path),
      make: (folder, name) => this.ask(customer, { kind: 'make', folder, name }).answer,
      rename: (path, name) => this.ask(customer, { kind: 'rename', path, name }).answer,
      remove: (paths) => this.ask(customer, { kind: 'remove', paths }).answer,
    };
  }

  /** The customer is asked; what is to be put there begins with their yes. */
  ask(customer: ParticipantId, act: FileAct): Asked {
    const request = requestIdSchema.parse(randomId());
    const patienceMs = REQUEST_LIFE_MS + ANSWER_MS;
    const answer = this.#wait<void>({ id: request, customer, patienceMs }, (message, settle) => {
      if (message.type === 'consent.answer') {
        if (message.outcome !== 'allowed') settle(fail('declined'));
        else if (act.kind === 'put') settle(ok());
      }
      if (message.type === 'folders.done') settle(message.problem === null ? ok() : fail(message.problem));
    });
    const isTooMany = 'paths' in act && act.paths.length > MAX_CHOSEN_ITEMS;
    if (isTooMany) this.#waiting.get(request)?.give('too-many');
    else void this.#send(customer, { type: 'folders.request', requestId: request, act });
    return { request, answer };
  }

  /** They need not answer any more. */
  withdraw(customer: ParticipantId, request: RequestId): void {
    this.#waiting.get(request)?.give('declined');
    void this.#link.send(customer, { type: 'consent.withdraw', requestId: request });
  }

  close(): void {
    for (const end of this.#ends) end();
    for (const waiting of Array.from(this.#waiting.values())) waiting.give('no-answer');
  }

  /** What does not even fit into a message is too much at once. */
  async #send(customer: ParticipantId, message: PeerMessageOf<'folders.request'>): Promise<void> {
    const sent = await this.#link.send(customer, message);
    if (!sent.ok)
      this.#waiting.get(message.requestId)?.give(sent.code === 'too-big' ? 'too-many' : 'no-answer');
  }

  #places(customer: ParticipantId): Promise<Result<readonly FolderPlace[], PaneProblem>> {
    const id = idSchema.parse(randomId());
    const answer = this.#wait<readonly FolderPlace[]>({ id, customer }, (message, settle) => {
      if (message.type === 'folders.placed') settle(ok(message.places));
      if (message.type === 'folders.failed') settle(fail(message.problem));
    });
    void this.#link.send(customer, { type: 'folders.places', id });
    return answer;
  }

  #list(customer: ParticipantId, path: string): Promise<Result<FolderListing, PaneProblem>> {
    const id = idSchema.parse(randomId());
    const entries: FolderEntry[] = [];
    const answer = this.#wait<FolderListing>({ id, customer }, (message, settle) => {
      if (message.type === 'folders.failed') settle(fail(message.problem));
      if (message.type !== 'folders.part') return;
      entries.push(...message.entries);
      if (!message.more) settle(ok(listingOf(message, entries)));
    });
    void this.#link.send(customer, { type: 'folders.list', id, path });
    return answer;
  }

  #wait<T>(
    { id, customer, patienceMs = ANSWER_MS }: Question,
    hear: Hear<T>,
  ): Promise<Result<T, PaneProblem>> {
    return new Promise((resolve) => {
      const settle = (result: Result<T, PaneProblem>): void => {
        clearTimeout(timer);
        this.#waiting.delete(id);
        resolve(result);
      };
      const timer = setTimeout(() => {
        settle(fail('no-answer'));
      }, patienceMs);
      this.#waiting.set(id, {
        customer,
        hear: (message) => {
          hear(message, settle);
        },
        give: (problem) => {
          settle(fail(problem));
        },
      });
    });
  }
}

function listingOf(
  { path, parent, separator, isCut }: PeerMessageOf<'folders.part'>,
  entries: FolderEntry[],
): FolderListing {
  return { path, parent, separator, isCut, entries };
}

function idOf(message: PeerMessage): string | null {
  switch (message.type) {
    case 'folders.placed':
    case 'folders.part':
    case 'folders.failed':
      return message.id;
    case 'folders.done':
    case 'consent.answer':
      return message.requestId;
    default:
      return null;
  }
}

/**
 * Advanced file transfer: a customer's folders beside one's own, and what moves between them. Each act waits for the
 * customer's yes; what they said stands in the transfer.
 */

import type { Bridge } from '@alongside/ipc';
import { isCsr, MAX_CHOSEN_ITEMS, surfaceOf } from '@alongside/protocol';
import type {
  FileProblem,
  FileView,
  ListedFile,
  ParticipantId,
  PeerMessage,
  RequestId,
} from '@alongside/protocol';
import { FileInbox } from '@alongside/session';
import type { Destination } from '@alongside/session';
import { systemClock } from '@alongside/rtc';
import type { FileSource, Link } from '@alongside/rtc';
import { createStore } from '@alongside/ui';
import type { AskedMachines, Store } from '@alongside/ui';
import type { ConsoleContract } from '../../contract.ts';
import type { FileShare, SharedFile } from '../files/file-share.ts';
import { ownFolders, said } from './folder-source.ts';
import type { FolderSource, PaneProblem } from './folder-source.ts';
import { ownDisk } from './own-disk.ts';
import { RemoteFolders } from './remote-folders.ts';
import { fetchProgress, putProgress } from './transfer-progress.ts';
import type { Transfer } from './transfer-progress.ts';

type FolderDeskOptions = {
  readonly link: Link;
  readonly bridge: Bridge<ConsoleContract>;
  readonly customers: Pick<AskedMachines, 'store' | 'ask' | 'giveBack'>;
  readonly files: FileShare;
  readonly nameOf: (id: ParticipantId) => string;
};

/** Of those that are over, the last. */
const MAX_OVER = 50;

export class FolderDesk {
  readonly transfers: Store<readonly Transfer[]> = createStore<readonly Transfer[]>([]);
  readonly own: FolderSource;
  readonly #options: FolderDeskOptions;
  readonly #remote: RemoteFolders;
  readonly #inbox: FileInbox;
  /** Which request an offer of a customer came of: by their id and its number. */
  readonly #offers = new Map<string, RequestId>();
  readonly #folders = new Map<RequestId, { readonly customer: ParticipantId; readonly folder: string }>();
  readonly #handles = new Map<RequestId, number>();
  #lastViews: readonly FileView[] = [];
  readonly #ends: (() => void)[];

  constructor(options: FolderDeskOptions) {
    this.#options = options;
    const { link, files, bridge, customers } = options;
    this.own = ownFolders(bridge);
    this.#remote = new RemoteFolders(link);
    this.#inbox = this.#createInbox();
    this.#ends = [
      link.onMessage((from, message) => {
        this.#hear(from, message);
      }),
      link.onBulk((from, frame) => {
        this.#inbox.block(from, frame);
      }),
      link.onPeer(() => {
        this.#inbox.update();
      }),
      customers.store.subscribe(() => {
        this.#inbox.update();
      }),
      files.store.subscribe(() => {
        this.#followPuts(files.store.get());
      }),
    ];
  }

  of(customer: ParticipantId): FolderSource {
    return this.#remote.of(customer);
  }

  /** Files and folders of this machine, into a folder of theirs. */
  async send(paths: string[], customer: ParticipantId, folder: string): Promise<PaneProblem | null> {
    const { bridge, files } = this.#options;
    if (paths.length > MAX_CHOSEN_ITEMS) return 'too-many';
    const begun = said(await bridge.call('sources.begin', { paths }));
    if (!begun.ok) return begun.code;
    const { handle, files: found } = begun.value;
    const bytes = found.reduce((sum, { size }) => sum + size, 0);
    const names = [...new Set(found.map(({ name, within }) => within[0] ?? name))];
    const end = (): void => void bridge.call('sources.end', { handle });
    if (names.length === 0) {
      end();
      return 'gone';
    }
    const asked = this.#remote.ask(customer, { kind: 'put', folder, names, count: found.length, bytes });
    this.#add({ id: asked.request, way: 'put', customer, folder, names, count: found.length, bytes });
    const answer = await asked.answer;
    if (!answer.ok) {
      end();
      this.#end(asked.request, answer.code);
      return null;
    }
    this.#handles.set(asked.request, handle);
    const toSend = found.map((file, index) => ({ file, source: sourceOf(bridge, { handle, index, file }) }));
    this.#change(asked.request, (transfer) => ({ ...transfer, state: 'moving' }));
    files.put(toSend, { customer, request: asked.request });
    return null;
  }

  /** A copy of theirs, into a folder of this machine. */
  async fetch(paths: string[], customer: ParticipantId, folder: string): Promise<void> {
    const asked = this.#remote.ask(customer, { kind: 'get', paths });
    const names = paths.map((path) => path.split(/[/\\]/).findLast((part) => part !== '') ?? path);
    this.#folders.set(asked.request, { customer, folder });
    this.#add({ id: asked.request, way: 'get', customer, folder, names, count: 0, bytes: 0 });
    const answer = await asked.answer;
    if (!answer.ok) return this.#end(asked.request, answer.code);
    this.#change(asked.request, (transfer) =>
      transfer.count === 0 ? { ...transfer, state: 'saved' } : { ...transfer, isWhole: true },
    );
  }

  cancel(id: RequestId): void {
    const transfer = this.transfers.get().find((each) => each.id === id);
    if (transfer === undefined) return;
    if (transfer.state === 'asking') return this.#remote.withdraw(transfer.customer, id);
    if (transfer.way === 'put') this.#options.files.takeBack(id);
    else this.#inbox.drop(transfer.customer, id);
    this.#end(id, 'cancelled');
  }

  pause(id: RequestId, on: boolean): void {
    for (const view of this.#views(id)) this.#inbox.hold(view, on);
  }

  clearOver(): void {
    this.transfers.update((all) => all.filter(({ state }) => state === 'asking' || state === 'moving'));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#remote.close();
    this.#inbox.close();
    for (const handle of this.#handles.values()) void this.#options.bridge.call('sources.end', { handle });
  }

  #createInbox(): FileInbox {
    const { link, bridge, nameOf } = this.#options;
    return new FileInbox({
      clock: systemClock,
      disk: ownDisk(bridge),
      log: () => undefined,
      mayOffer: (peer) => this.#isCustomer(peer) && link.state.get().peers.get(peer)?.state === 'connected',
      isIn: (peer) => link.state.get().peers.has(peer),
      isHeld: () => this.#isHeld(),
      paceMs: () => 0,
      wanted: (...offered) => this.#wanted(...offered),
      nameOf,
      send: (to, message) => void link.send(to, message),
      onSaved: () => undefined,
      onView: (views) => {
        this.#followFetches(views);
      },
      onLeft: () => undefined,
    });
  }

  #hear(from: ParticipantId, message: PeerMessage): void {
    switch (message.type) {
      case 'files.offer':
        if (message.request !== null) this.#offers.set(`${from} ${message.offer}`, message.request);
        return this.#inbox.hear(from, message);
      case 'files.withdraw':
      case 'files.sum':
      case 'files.failed':
        return this.#inbox.hear(from, message);
      default:
    }
  }

  #wanted(customer: ParticipantId, request: RequestId, files: readonly ListedFile[]): Destination | null {
    const wish = this.#folders.get(request);
    if (wish?.customer !== customer) return null;
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    this.#change(request, (transfer) => ({
      ...transfer,
      state: 'moving',
      count: transfer.count + files.length,
      bytes: transfer.bytes + bytes,
    }));
    return { kind: 'folder', folder: wish.folder, allowed: null };
  }

  #isCustomer(peer: ParticipantId): boolean {
    const { session } = this.#options.link.state.get();
    const role = session?.participants.find(({ id }) => id === peer)?.role;
    return role !== undefined && !isCsr(role);
  }

  /** As the customer's machine holds back too. */
  #isHeld(): boolean {
    const { link, customers } = this.#options;
    if (link.state.get().site?.files.whileSharing === true) return false;
    return [...customers.store.get().values()].some(({ grants }) =>
      grants.some(({ capability }) => surfaceOf(capability) !== null),
    );
  }

  #views(id: RequestId): readonly FileView[] {
    return this.#lastViews.filter(({ peer, offer }) => this.#offers.get(`${peer} ${offer}`) === id);
  }

  #followFetches(views: readonly FileView[]): void {
    this.#lastViews = views;
    this.transfers.update((all) =>
      all.map((transfer) =>
        transfer.way === 'get' ? fetchProgress(transfer, this.#views(transfer.id)) : transfer,
      ),
    );
  }

  #followPuts(shared: readonly SharedFile[]): void {
    this.transfers.update((all) =>
      all.map((transfer) =>
        transfer.way === 'put'
          ? putProgress(
              transfer,
              shared.filter(({ only }) => only?.request === transfer.id),
            )
          : transfer,
      ),
    );
    for (const { id, state } of this.transfers.get()) {
      if (state === 'saved' || state === 'failed') this.#release(id);
    }
  }

  #release(id: RequestId): void {
    const handle = this.#handles.get(id);
    if (handle === undefined) return;
    this.#handles.delete(id);
    void this.#options.bridge.call('sources.end', { handle });
  }

  #add(transfer: Omit<Transfer, 'state' | 'done' | 'bytesPerSecond' | 'held' | 'problem' | 'isWhole'>): void {
    const added: Transfer = {
      ...transfer,
      state: 'asking',
      done: 0,
      bytesPerSecond: null,
      held: null,
      problem: null,
      isWhole: transfer.way === 'put',
    };
    this.transfers.update((all) => [...all, added].slice(-MAX_OVER));
  }

  #end(id: RequestId, problem: PaneProblem | FileProblem | 'cancelled'): void {
    this.#folders.delete(id);
    this.#release(id);
    this.#change(id, (transfer) => ({ ...transfer, state: 'failed', problem, bytesPerSecond: null }));
  }

  #change(id: RequestId, change: (transfer: Transfer) => Transfer): void {
    this.transfers.update((all) => all.map((transfer) => (transfer.id === id ? change(transfer) : transfer)));
  }
}

type Which = { readonly handle: number; readonly index: number; readonly file: ListedFile };

function sourceOf(bridge: Bridge<ConsoleContract>, { handle, index, file }: Which): FileSource {
  return {
    size: file.size,
    slice: (start, end) => ({
      async arrayBuffer() {
        const read = await bridge.call('sources.read', { handle, file: index, start, end });
        if (read.ok) return new Uint8Array(read.value).buffer;
        throw new DOMException(read.code, read.code === 'source-gone' ? 'NotFoundError' : 'NotReadableError');
      },
    }),
  };
}

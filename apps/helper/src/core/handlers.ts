/** What each window's calls do, as the contracts list them. Nothing here can grant: it reports, answers, takes back. */
import type { Handlers } from '@alongside/ipc';
import { fail, isCsr, ok, type ParticipantId } from '@alongside/protocol';
import type { BannerContract, BannerView } from '../contract/banner-contract.ts';
import type { ConsentContract } from '../contract/consent-contract.ts';
import type { SessionContract } from '../contract/session-contract.ts';
import type { AuthorityShell } from './authority-shell.ts';
import type { FileInbox } from '@alongside/session';
import { decodeSentInput } from '../contract/input-frame.ts';
import type { FileOutbox } from './file-outbox.ts';
import type { FolderShare } from './folder-share.ts';
import type { InputVerdict } from './input-gate.ts';
import type { ClipboardShare } from './clipboard-share.ts';
import type { DrawingBoard } from './drawing-board.ts';
import type { Earlier } from './earlier.ts';
import { hearPeer } from './peer-messages.ts';
import type { MachineFolders, Ports } from './ports.ts';
import type { PrivateZones } from './private-zones.ts';
import type { Prompts } from './prompts.ts';
import type { SessionBook } from './session-book.ts';
import type { SharedDisplay } from './shared-display.ts';
import type { ReceiptChain } from './receipt-chain.ts';
import type { RecordingWatch } from './recording-watch.ts';
import { usualRules, type SiteRules } from './site-rules.ts';
import type { SystemInfoShare } from './system-info-share.ts';
import { createWindowOffer, type WindowOffer } from './window-offer.ts';

type SessionParts = {
  readonly ports: Ports;
  readonly shell: AuthorityShell;
  readonly book: SessionBook;
  readonly display: SharedDisplay;
  readonly clipboard: ClipboardShare;
  readonly drawing: DrawingBoard;
  readonly files: FileInbox;
  readonly outbox: FileOutbox;
  readonly folders: FolderShare;
  readonly site: SiteRules;
  readonly zones: PrivateZones;
  readonly checkMachine: () => void;
  readonly systemInfo: SystemInfoShare;
  readonly recording: RecordingWatch;
  readonly chain: ReceiptChain;
  readonly stopAll: (why: 'revoked' | 'ended') => void;
  readonly onInput: (bytes: Uint8Array) => InputVerdict;
  readonly earlier: Earlier;
};

export function serveSession(parts: SessionParts): Handlers<SessionContract> {
  const { ports, shell, book, stopAll, onInput, earlier, files, outbox, zones } = parts;
  return {
    ...servePage(parts),
    'session.joined'(joined) {
      ports.log('session joined');
      earlier.takeUp();
      book.join(joined);
      files.show();
      outbox.show();
      zones.show(true);
      return ok();
    },
    'session.ended'() {
      ports.log('session ended');
      endSession(parts);
      return ok();
    },
    'grant.revoke'({ grantId }) {
      shell.dispatch({ type: 'grant.revoke', grantId });
      return ok();
    },
    'grants.revoke-all'() {
      stopAll('revoked');
      return ok();
    },
    'capture.ended'() {
      shell.dispatch({ type: 'capture.stopped' });
      return ok();
    },
    ...servePeers(parts),
    ...serveFiles(parts),
    ...serveReceipt(parts),
    ...serveZones(parts),
    input(bytes) {
      onInput(bytes);
    },
  };
}

type ZoneCalls = Pick<
  Handlers<SessionContract>,
  `zones.${'picture' | 'windows' | 'add-area' | 'add-window' | 'remove'}`
>;

function serveZones({ ports, zones, display }: SessionParts): ZoneCalls {
  const offer = createWindowOffer(ports.windows);
  const told = (isDone: boolean) => (isDone ? ok() : fail('not-possible'));
  return {
    'zones.picture': async () => {
      const monitor = display.current();
      const picture = monitor === undefined ? null : await ports.zones.pictureOf(monitor);
      return ok(monitor === undefined || picture === null ? null : { display: monitor.id, picture });
    },
    'zones.windows': async () => ok(await offer.list()),
    'zones.add-area': ({ display: monitor, area }) => told(zones.addArea(monitor, area)),
    'zones.add-window': ({ id }) => {
      const window = offer.find(id);
      return told(window !== undefined && zones.addWindow(window));
    },
    'zones.remove': ({ id }) => told(zones.remove(id)),
  };
}

type ReceiptCalls = Pick<Handlers<SessionContract>, `receipt.${'document' | 'seal' | 'save'}`>;

function serveReceipt({ ports, chain }: SessionParts): ReceiptCalls {
  return {
    'receipt.document': async () => ok(await chain.document()),
    'receipt.seal': async ({ hash }) => ok(await chain.sealPage(hash)),
    'receipt.save': (file) => ports.saveFile(file),
  };
}

type FileCalls = Pick<
  Handlers<SessionContract>,
  `files.${'save' | 'hold' | 'cancel' | 'show' | 'read'}` | 'block' | 'site.told'
>;

function serveFiles({ ports, files, outbox, site, checkMachine }: SessionParts): FileCalls {
  return {
    'site.told'(rules) {
      Object.assign(site, rules);
      files.update();
      checkMachine();
      return ok();
    },
    'files.read': (piece) => outbox.read(piece),
    'files.save'({ chooses, ...ref }) {
      files.save(ref, { kind: chooses ? 'chosen' : 'usual' });
      return ok();
    },
    'files.hold'({ on, ...ref }) {
      files.hold(ref, on);
      return ok();
    },
    'files.cancel'(ref) {
      files.cancel(ref);
      return ok();
    },
    'files.show'(ref) {
      const path = files.pathOf(ref);
      if (path !== null) ports.downloads.show?.(path);
      return ok();
    },
    block(bytes) {
      const sent = decodeSentInput(bytes);
      if (sent.ok) files.block(sent.value.from, sent.value.frame);
    },
  };
}

type PageCalls = Pick<
  Handlers<SessionContract>,
  'app.start' | 'app.close' | 'place.keep' | 'relay.confirm' | 'relay.explain'
>;

function servePage(parts: SessionParts): PageCalls {
  const { ports } = parts;
  return {
    'app.start'() {
      const start = ports.start();
      // A page that begins somewhere else knows of nobody: what an earlier one left behind is nobody's any more.
      if (start.place === null) endSession(parts);
      return ok(start);
    },
    'place.keep'(place) {
      ports.session.keepPlace(place);
      return ok();
    },
    'app.close'() {
      ports.session.close();
      return ok();
    },
    'relay.confirm': ({ relay, intent }) => ports.session.confirmRelay(relay, intent),
    'relay.explain': () => ok(ports.session.explainFailure()),
  };
}

type PeerCalls = Pick<
  Handlers<SessionContract>,
  `peer.${'present' | 'trust' | 'distrust' | 'lost' | 'gone' | 'message'}`
>;

function servePeers(parts: SessionParts): PeerCalls {
  const { shell, book, recording } = parts;
  return {
    'peer.present'(present) {
      const { peer: id, name, role } = present;
      book.meet({ id, name, isCsr: isCsr(role) });
      shell.dispatch({ type: 'peer.present', ...present });
      return ok();
    },
    'peer.trust'(trust) {
      shell.dispatch({ type: 'peer.trust', ...trust });
      return ok();
    },
    'peer.distrust'(distrust) {
      shell.dispatch({ type: 'peer.distrust', ...distrust });
      return ok();
    },
    'peer.lost'(lost) {
      shell.dispatch({ type: 'peer.lost', ...lost });
      return ok();
    },
    'peer.gone'(gone) {
      shell.dispatch({ type: 'peer.gone', ...gone });
      recording.forget(gone.peer);
      return ok();
    },
    'peer.message'(said) {
      hearMessage(parts, said);
      return ok();
    },
  };
}

/** Each feature hears its own; what is asked of the authority goes there. */
function hearMessage(
  parts: SessionParts,
  { peer, raw }: { readonly peer: ParticipantId; readonly raw: string },
): void {
  const { ports, shell, display, clipboard, drawing, files, systemInfo, recording, chain } = parts;
  const heard = hearPeer(raw, { peer, newGrantId: ports.newGrantId, hasDisplay: display.has });
  if (!heard.ok) return ports.log('peer message left alone', { code: heard.code });
  switch (heard.value.kind) {
    case 'clipboard':
      return clipboard.hear(peer, heard.value.message);
    case 'file':
      return files.hear(peer, heard.value.message);
    case 'fetched':
      return void parts.outbox.told(peer, heard.value.message);
    case 'folder':
      return void parts.folders.hear(peer, heard.value.message);
    case 'system-info':
      return systemInfo.hear(peer, heard.value.message);
    case 'receipt':
      return chain.hear(peer, heard.value.message);
    case 'recording':
      return recording.hear(peer, heard.value.message.state);
    case 'drawing':
      return drawing.hear(peer, heard.value.message);
    case 'happening':
      return shell.dispatch(heard.value.happening);
  }
}

type Ending = Pick<
  SessionParts,
  | 'ports'
  | 'shell'
  | 'book'
  | 'stopAll'
  | 'earlier'
  | 'files'
  | 'folders'
  | 'zones'
  | 'recording'
  | 'site'
  | 'checkMachine'
>;

/** Everything that was given ends with the session, and so does everybody who was in it. */
export function endSession({
  ports,
  shell,
  book,
  stopAll,
  earlier,
  files,
  folders,
  zones,
  recording,
  site,
  checkMachine,
}: Ending): void {
  stopAll('ended');
  files.close();
  folders.close();
  zones.close();
  Object.assign(site, usualRules());
  checkMachine();
  recording.close();
  earlier.forget();
  // A window that breaks later must not go back to where nobody is any more.
  ports.session.keepPlace(null);
  for (const peer of shell.state.peers.keys()) shell.dispatch({ type: 'peer.gone', peer, why: 'ended' });
  book.end();
}

export function serveConsent(
  prompts: Prompts,
  offer: WindowOffer,
  folders: MachineFolders,
): Handlers<ConsentContract> {
  return {
    'prompt.get': prompts.get,
    'prompt.answer'({ window: id, ...answer }) {
      const window = id === null ? null : offer.find(id);
      return window === undefined ? fail('no-window') : prompts.answer({ ...answer, window });
    },
    'places.list': async () =>
      ok({ places: [...(await folders.places())], canChoose: folders.choose !== null }),
    'place.choose': async () => ok((await folders.choose?.()) ?? null),
    'windows.list': async () => ok(await offer.list()),
  };
}

export function serveBanner(
  banner: () => BannerView | null,
  stopAll: (why: 'revoked') => void,
): Handlers<BannerContract> {
  return {
    'banner.get': () => ok(banner()),
    'banner.stop'() {
      stopAll('revoked');
      return ok();
    },
  };
}

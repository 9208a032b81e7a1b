/**
 * Puts the parts of the trusted side together, the same for every carrier. It lists and connects; each part knows its
 * own business.
 */
import type { Handlers } from '@alongside/ipc';
import type { Machine, ParticipantId, PeerMessage } from '@alongside/protocol';
import { viewOf, type AuthorityEffect, type FileInbox, type Prompt } from '@alongside/session';
import type { BannerContract } from '../contract/banner-contract.ts';
import type { ConsentContract, PromptView } from '../contract/consent-contract.ts';
import type { Receipt } from '../contract/receipt-view.ts';
import type { SessionContract } from '../contract/session-contract.ts';
import { AuthorityShell } from './authority-shell.ts';
import { endSession, serveBanner, serveConsent, serveSession } from './handlers.ts';
import { ClipboardShare } from './clipboard-share.ts';
import { DrawingBoard } from './drawing-board.ts';
import { createEarlier, isProved, keptOf } from './earlier.ts';
import { FileOutbox } from './file-outbox.ts';
import { createFilesIn, isScreenSeen, type FilesInOptions } from './files-in.ts';
import { FolderShare } from './folder-share.ts';
import { createInputGate } from './input-gate.ts';
import type { KeptCore } from './kept-session.ts';
import type { Ports } from './ports.ts';
import { createPrompts } from './prompts.ts';
import { PrivateZones } from './private-zones.ts';
import { ReceiptChain } from './receipt-chain.ts';
import { RecordingWatch } from './recording-watch.ts';
import { runEffect } from './run-effects.ts';
import { createSessionBook, type SessionBook } from './session-book.ts';
import { createSharedDisplay } from './shared-display.ts';
import { SharingReport } from './sharing-report.ts';
import { usualRules, type SiteRules } from './site-rules.ts';
import { SystemInfoShare } from './system-info-share.ts';
import { createWindowOffer } from './window-offer.ts';

export type HelperCore = {
  readonly session: Handlers<SessionContract>;
  readonly consent: Handlers<ConsentContract>;
  readonly banner: Handlers<BannerContract>;
  readonly receipt: () => Receipt | null;
  /** What this machine can do has changed, or is known only now. */
  readonly checkMachine: () => void;
  /** The session window broke and comes back: everybody is out of reach for as long, as when a connection is lost. */
  readonly windowBroke: () => void;
  /** The program broke off in mid-session: its page goes back there, and this goes on as soon as it is in. */
  readonly goOn: (kept: KeptCore, aliveAt: number) => void;
  /** Whether the link's secret was shown by anybody, so far in this session. */
  readonly wasProved: () => boolean;
  /** The session window closed, or broke for good: all is taken back, everything held is let go. */
  readonly endSession: () => void;
  readonly close: () => void;
};

export function createHelperCore(ports: Ports): HelperCore {
  const parts = createParts(ports);
  const { shell, book, display, prompts, report, stopAll, checkMachine } = parts;
  const earlier = createEarlier(parts);
  const onInput = createInputGate({
    mayInject: (frame) => shell.mayInject(frame),
    control: () => viewOf(shell.state).control,
    ownWindows: ports.ownWindows,
    zones: parts.zones,
    isCovered: () => shell.state.shield.kind === 'covered',
    onCovered: (covered) => shell.dispatch({ type: 'own-window', covered }),
    surface: display.surface,
    input: ports.input,
  });
  checkMachine();
  return {
    session: serveSession({ ...parts, ports, onInput, earlier }),
    consent: serveConsent(prompts, createWindowOffer(ports.windows), ports.folders),
    banner: serveBanner(() => report.banner, stopAll),
    receipt: book.receipt,
    checkMachine,
    windowBroke: () => {
      for (const peer of shell.state.peers.keys()) shell.dispatch({ type: 'peer.lost', peer });
    },
    goOn: earlier.set,
    wasProved: () => earlier.wasProved() || isProved(shell.state),
    endSession: () => endSession({ ...parts, ports, earlier }),
    close() {
      endSession({ ...parts, ports, earlier });
      for (const part of [...parts.closing, display]) part.close();
      shell.close();
    },
  };
}

function createParts(ports: Ports) {
  const { clock, askers } = ports;
  const book = createSessionBook({
    now: () => clock.now(),
    onReceipt: (receipt) => ports.session.emit('receipt.changed', receipt),
    chain: () => chain,
  });
  const send = (to: ParticipantId, message: PeerMessage): void =>
    ports.session.emit('peer.tell', { to, message });
  const shell = new AuthorityShell({ clock, askers, run: (effect) => run(effect) });
  const chain = new ReceiptChain({ ports, shell, send, onWritten: () => keep() });
  const display = createSharedDisplay({ displays: ports.displays, shell, send });
  const clipboard = new ClipboardShare({ ports, shell, send });
  const drawing = new DrawingBoard({ overlay: ports.overlay, shell, display });
  const keep = (): void => ports.keep(keptOf({ state: shell.state, book, files, chain }));
  const fileParts = createFileParts({ ports, shell, book, send, onLeft: () => keep() });
  const { files, folders } = fileParts;
  const systemInfo = new SystemInfoShare({ ports, shell, send, site: fileParts.site });
  const zones = new PrivateZones({ ports, shell, display, send });
  const recording = new RecordingWatch({ ports, shell, book, send, onChange: () => report.update() });
  const prompts = createPrompts(ports, (answer) => shell.dispatch({ type: 'prompt.answered', ...answer }));
  const stopAll = (why: 'panic' | 'revoked' | 'ended'): void => shell.dispatch({ type: 'revoke-all', why });
  const report = new SharingReport({ ports, shell, book, display, recording, stopAll });
  const features = [report, zones, clipboard, drawing, files, folders, systemInfo, recording];
  const onChanged = (): void => features.forEach((feature) => feature.update());
  const promptView = (request: Prompt) => promptViewOf(request, { ports, book, folders, systemInfo });
  const run = (effect: AuthorityEffect): void => {
    runEffect(effect, { ports, prompts, display, send, book, promptView, onChanged, folders, zones });
    if (effect.type === 'changed' || effect.type === 'record') keep();
  };
  const closing = [report, zones, clipboard, drawing, files, folders, systemInfo, chain];
  const own = { zones, clipboard, drawing, systemInfo, recording, ...fileParts };
  return { ...own, closing, chain, shell, book, display, prompts, report, stopAll };
}

type FileParts = Omit<FilesInOptions, 'ports' | 'shell' | 'isHeld' | 'wanted'> & {
  readonly ports: Ports;
  readonly shell: AuthorityShell;
};

/** Files in, files out, and the folders between. */
function createFileParts(parts: FileParts) {
  const { ports, shell } = parts;
  const site = usualRules();
  const isHeld = (): boolean => isScreenSeen(shell) && !site.filesWhileSharing;
  const files: FileInbox = createFilesIn({
    ...parts,
    isHeld,
    wanted: (...offered) => folders.wanted(...offered),
  });
  const outbox = new FileOutbox({ ...parts, isHeld });
  const onStopped = (peer: ParticipantId): void => files.drop(peer, null);
  const folders: FolderShare = new FolderShare({ ...parts, outbox, onStopped });
  const checkMachine = (): void => shell.dispatch({ type: 'machine', ...machineOf(ports, site) });
  return { files, outbox, folders, site, checkMachine };
}

/** What the site does not have, the machine cannot do. */
function machineOf({ machine }: Ports, { filesAdvanced }: SiteRules): Machine {
  const own = machine();
  return { ...own, filesProblem: own.filesProblem ?? (filesAdvanced ? null : 'not-enabled') };
}

type PromptParts = {
  readonly ports: Ports;
  readonly book: SessionBook;
  readonly folders: FolderShare;
  readonly systemInfo: SystemInfoShare;
};

function promptViewOf(
  request: Prompt,
  { ports, book, folders, systemInfo }: PromptParts,
): Omit<PromptView, 'now'> {
  const { requestId, capability, peer, name, trust, words, expiresAt, takesFrom } = request;
  const joined = book.joined();
  return {
    requestId,
    capability,
    name,
    // A customer who asks a CSR stands for nobody but themselves.
    organisation: ports.askers === 'customers' ? null : (joined?.organisation ?? name),
    verified: joined?.verified ?? false,
    words: [...words],
    wordsProved: trust === 'words-matched',
    expiresAt,
    keyNames: ports.keyNames,
    takesFrom: takesFrom === null ? null : book.nameOf(takesFrom),
    keptDays: systemInfo.promise(capability, peer),
    files: folders.asked(requestId),
  };
}

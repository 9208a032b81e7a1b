/**
 * Puts the parts of the trusted side together, the same for every carrier. It lists and connects; each part knows its
 * own business.
 */
import type { Handlers } from '@alongside/ipc';
import type { ParticipantId, PeerMessage } from '@alongside/protocol';
import { viewOf, type AuthorityEffect, type Prompt } from '@alongside/session';
import type { BannerContract } from '../contract/banner-contract.ts';
import type { ConsentContract, PromptView } from '../contract/consent-contract.ts';
import type { Receipt } from '../contract/receipt-view.ts';
import type { SessionContract } from '../contract/session-contract.ts';
import { AuthorityShell } from './authority-shell.ts';
import { endSession, serveBanner, serveConsent, serveSession } from './handlers.ts';
import { ClipboardShare } from './clipboard-share.ts';
import { DrawingBoard } from './drawing-board.ts';
import { createEarlier, isProved, keptOf } from './earlier.ts';
import { FileInbox } from './file-inbox.ts';
import { createInputGate } from './input-gate.ts';
import type { KeptCore } from './kept-session.ts';
import type { Ports } from './ports.ts';
import { createPrompts } from './prompts.ts';
import { ReceiptChain } from './receipt-chain.ts';
import { RecordingWatch } from './recording-watch.ts';
import { runEffect } from './run-effects.ts';
import { createSessionBook, type SessionBook } from './session-book.ts';
import { createSharedDisplay } from './shared-display.ts';
import { SharingReport } from './sharing-report.ts';
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
  const { shell, book, display, prompts, report, stopAll } = parts;
  const earlier = createEarlier(parts);
  const onInput = createInputGate({
    mayInject: (frame) => shell.mayInject(frame),
    control: () => viewOf(shell.state).control,
    ownWindows: ports.ownWindows,
    isCovered: () => shell.state.shield.kind === 'covered',
    onCovered: (covered) => shell.dispatch({ type: 'own-window', covered }),
    surface: display.surface,
    input: ports.input,
  });
  const checkMachine = (): void => shell.dispatch({ type: 'machine', ...ports.machine() });
  checkMachine();
  return {
    session: serveSession({ ...parts, ports, onInput, earlier }),
    consent: serveConsent(prompts, createWindowOffer(ports.windows)),
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
  const book = createSessionBook({
    now: () => ports.clock.now(),
    onReceipt: (receipt) => ports.session.emit('receipt.changed', receipt),
    chain: () => chain,
  });
  const send = (to: ParticipantId, message: PeerMessage): void =>
    ports.session.emit('peer.tell', { to, message });
  const shell = new AuthorityShell({
    clock: ports.clock,
    askers: ports.askers,
    run: (effect) => run(effect),
  });
  const chain = new ReceiptChain({ ports, shell, send, onWritten: () => keep() });
  const display = createSharedDisplay({ displays: ports.displays, shell, send });
  const clipboard = new ClipboardShare({ ports, shell, send });
  const drawing = new DrawingBoard({ overlay: ports.overlay, shell, display });
  const keep = (): void => ports.keep(keptOf({ state: shell.state, book, files, chain }));
  const files: FileInbox = new FileInbox({ ports, shell, book, send, onLeft: keep });
  const systemInfo = new SystemInfoShare({ ports, shell, send });
  const recording = new RecordingWatch({ ports, shell, book, send, onChange: () => report.update() });
  const { clock, prompts: window } = ports;
  const prompts = createPrompts({
    clock,
    window,
    onAnswer: (answer) => shell.dispatch({ type: 'prompt.answered', ...answer }),
  });
  const stopAll = (why: 'panic' | 'revoked' | 'ended'): void => shell.dispatch({ type: 'revoke-all', why });
  const report = new SharingReport({ ports, shell, book, display, recording, stopAll });
  const features = [report, clipboard, drawing, files, systemInfo, recording];
  const onChanged = (): void => features.forEach((feature) => feature.update());
  const promptView = (request: Prompt) => promptViewOf(request, ports, book);
  const run = (effect: AuthorityEffect): void => {
    runEffect(effect, { ports, prompts, display, send, book, promptView, onChanged });
    if (effect.type === 'changed' || effect.type === 'record') keep();
  };
  const own = { clipboard, drawing, files, systemInfo, recording };
  const closing = [report, clipboard, drawing, files, systemInfo, chain];
  return { ...own, closing, chain, shell, book, display, prompts, report, stopAll };
}

function promptViewOf(request: Prompt, ports: Ports, book: SessionBook): Omit<PromptView, 'now'> {
  const { requestId, capability, name, trust, words, expiresAt, takesFrom } = request;
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
  };
}

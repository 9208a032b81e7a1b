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
import { createInputGate } from './input-gate.ts';
import type { Ports } from './ports.ts';
import { createPrompts } from './prompts.ts';
import { runEffect } from './run-effects.ts';
import { createSessionBook, type SessionBook } from './session-book.ts';
import { createSharedDisplay } from './shared-display.ts';
import { SharingReport } from './sharing-report.ts';

export type HelperCore = {
  readonly session: Handlers<SessionContract>;
  readonly consent: Handlers<ConsentContract>;
  readonly banner: Handlers<BannerContract>;
  readonly receipt: () => Receipt | null;
  /** What this machine can do has changed, or is known only now. */
  readonly checkMachine: () => void;
  /** The session window broke or closed: all is taken back, everything held is let go. */
  readonly endSession: () => void;
  readonly close: () => void;
};

export function createHelperCore(ports: Ports): HelperCore {
  const parts = createParts(ports);
  const { shell, book, display, prompts, report, stopAll } = parts;
  const onInput = createInputGate({
    mayInject: (peer, epoch) => shell.mayInject(peer, epoch),
    control: () => viewOf(shell.state).control,
    ownWindows: ports.ownWindows,
    isCovered: () => shell.state.shield.kind === 'covered',
    onCovered: (covered) => shell.dispatch({ type: 'own-window', covered }),
    surface: display.current,
    input: ports.input,
  });
  const checkMachine = (): void => shell.dispatch({ type: 'machine', ...ports.machine() });
  checkMachine();
  return {
    session: serveSession({ ports, shell, book, display, stopAll, onInput }),
    consent: serveConsent(prompts),
    banner: serveBanner(() => report.banner, stopAll),
    receipt: book.receipt,
    checkMachine,
    endSession: () => endSession({ shell, book, stopAll }),
    close() {
      endSession({ shell, book, stopAll });
      report.close();
      display.close();
      shell.close();
    },
  };
}

function createParts(ports: Ports) {
  const book = createSessionBook({
    now: () => ports.clock.now(),
    onReceipt: (receipt) => ports.session.emit('receipt.changed', receipt),
  });
  const send = (to: ParticipantId, message: PeerMessage): void =>
    ports.session.emit('peer.tell', { to, message });
  const shell = new AuthorityShell(ports.clock, (effect) => run(effect));
  const display = createSharedDisplay({ displays: ports.displays, shell, send });
  const { clock, prompts: window } = ports;
  const prompts = createPrompts({
    clock,
    window,
    onAnswer: (answer) => shell.dispatch({ type: 'prompt.answered', ...answer }),
  });
  const stopAll = (why: 'panic' | 'revoked' | 'ended'): void => shell.dispatch({ type: 'revoke-all', why });
  const report = new SharingReport({ ports, shell, book, display, stopAll });
  const run = (effect: AuthorityEffect): void =>
    runEffect(effect, {
      ports,
      prompts,
      display,
      send,
      book,
      promptView: (request) => promptViewOf(request, ports, book),
      onChanged: () => report.update(),
    });
  return { shell, book, display, prompts, report, stopAll };
}

function promptViewOf(request: Prompt, ports: Ports, book: SessionBook): Omit<PromptView, 'now'> {
  const { requestId, capability, name, trust, words, expiresAt } = request;
  const joined = book.joined();
  return {
    requestId,
    capability,
    name,
    organisation: joined?.organisation ?? name,
    verified: joined?.verified ?? false,
    words: [...words],
    wordsProved: trust === 'words-matched',
    expiresAt,
    keyNames: ports.keyNames,
  };
}

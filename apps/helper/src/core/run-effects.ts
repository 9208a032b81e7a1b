/** What the authority decided, done: one line per kind of effect. It decides nothing. */
import { unreachable, type ParticipantId, type PeerMessage } from '@alongside/protocol';
import type { AuthorityEffect, Prompt } from '@alongside/session';
import type { PromptView } from '../contract/consent-contract.ts';
import type { FolderShare } from './folder-share.ts';
import type { Ports, SharedSurface } from './ports.ts';
import type { PrivateZones } from './private-zones.ts';
import type { Prompts } from './prompts.ts';
import type { SessionBook } from './session-book.ts';
import type { SharedDisplay } from './shared-display.ts';

type EffectParts = {
  readonly ports: Ports;
  readonly prompts: Prompts;
  readonly display: SharedDisplay;
  readonly promptView: (request: Prompt) => Omit<PromptView, 'now'>;
  readonly send: (to: ParticipantId, message: PeerMessage) => void;
  readonly onChanged: () => void;
  readonly book: SessionBook;
  readonly folders: Pick<FolderShare, 'answered'>;
  readonly zones: Pick<PrivateZones, 'show'>;
};

export function runEffect(effect: AuthorityEffect, parts: EffectParts): void {
  const { ports, prompts, book } = parts;
  switch (effect.type) {
    case 'input.stop':
      return ports.input.stop();
    case 'input.held-back':
      return ports.log('input held back', { reason: effect.reason });
    case 'input.resumed':
      return ports.log('input resumed');
    case 'prompt.show':
      return prompts.show(parts.promptView(effect.request));
    case 'prompt.close':
      return prompts.close(effect.requestId);
    case 'tell':
      parts.send(effect.peer, effect.message);
      if (effect.message.type === 'consent.answer') parts.folders.answered(effect.peer, effect.message);
      return;
    case 'capture.start':
      return startCapture(effect.peer, parts);
    case 'capture.stop':
      return ports.session.emit('capture.stop', { peer: effect.peer });
    case 'reboot':
      return void reboot(effect.peer, parts);
    case 'changed':
      return parts.onChanged();
    case 'record':
      book.note(effect.fact);
      return ports.session.emit('fact.record', { fact: effect.fact });
    default:
      return unreachable(effect);
  }
}

async function reboot(peer: ParticipantId, { ports, send }: EffectParts): Promise<void> {
  const isBegun = await ports.reboot();
  send(peer, { type: 'reboot.told', outcome: isBegun ? 'restarting' : 'failed' });
}

/** The gate is set before the window asks to be let through. */
function startCapture(peer: ParticipantId, { ports, display, zones }: EffectParts): void {
  const surface = display.surface() ?? null;
  // What is hidden is black from the first frame on.
  zones.show(true);
  ports.capture.open(surface);
  ports.session.emit('capture.start', { peer, surface: nameOf(surface) });
  display.tell(peer);
}

/** Another name than before: the window captures anew. */
function nameOf(surface: SharedSurface | null): string {
  if (surface === null) return 'own-choice';
  return surface.kind === 'display' ? surface.display.id : surface.window.id;
}

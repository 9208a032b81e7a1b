/** Who invites, shown before joining. Asked only of a relay that needs no confirmation; silence otherwise. */
import { decodeJoinInput, type InvitePreview } from '@alongside/protocol';
import { createRelayApi } from '@alongside/rtc';
import { createStore, type Store } from '@alongside/ui';
import type { Start } from '../../contract/session-contract.ts';
import { hostOf, needsNoConfirmation } from '../../core/relay-trust.ts';
import { relayCredential } from './join-attempt.ts';

const TYPING_PAUSE_MS = 400;

export type Inviter =
  /** Nothing that could be asked about has been typed. */
  | { readonly kind: 'none' }
  | { readonly kind: 'asking' }
  | { readonly kind: 'known'; readonly preview: InvitePreview }
  /** A relay that nobody vouches for: *Join* is what confirms it. */
  | { readonly kind: 'host'; readonly host: string };

export type PreviewDesk = { readonly inviter: Store<Inviter>; readonly ask: (join: string) => void };

const NONE: Inviter = { kind: 'none' };

export function createPreviewDesk(start: () => Start | null): PreviewDesk {
  const inviter = createStore<Inviter>(NONE);
  let latest = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const askNow = async (join: string, turn: number): Promise<void> => {
    const question = questionOf(join, start());
    if (question === null || typeof question === 'string') return;
    const answer = await createRelayApi(question.relay).preview(question.credential);
    // Typed on meanwhile; and wrong, used and expired are told apart from nothing only at *Join*.
    if (turn === latest) inviter.set(answer.ok ? { kind: 'known', preview: answer.value } : NONE);
  };

  return {
    inviter,
    ask(join) {
      clearTimeout(timer);
      latest += 1;
      const turn = latest;
      const question = questionOf(join, start());
      if (question === null) return inviter.set(NONE);
      if (typeof question === 'string') return inviter.set({ kind: 'host', host: question });
      inviter.set({ kind: 'asking' });
      timer = setTimeout(() => void askNow(join, turn), TYPING_PAUSE_MS);
    },
  };
}

type Question = { readonly relay: string; readonly credential: ReturnType<typeof relayCredential> };

/** A host's name where that must not be asked; null where there is nothing to ask. */
function questionOf(join: string, start: Start | null): Question | string | null {
  const decoded = decodeJoinInput(join);
  if (!decoded.ok || start === null) return null;
  const relay = decoded.value.kind === 'link' ? decoded.value.relay : start.relay;
  if (relay === null) return null;
  return needsNoConfirmation(relay, start.bakedRelay)
    ? { relay, credential: relayCredential(decoded.value) }
    : hostOf(relay);
}

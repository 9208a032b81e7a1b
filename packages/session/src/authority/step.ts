/**
 * The authority: who may do what on this machine. The customer's main process owns its one state and feeds every event
 * through `step`; nobody else decides. An event that does not fit leaves the state alone.
 */
import { unreachable } from '@alongside/protocol';
import { captureStopped, changeSurface, chooseDisplay, closeWindow, noteMachine } from './surface.ts';
import { expireDue } from './deadlines.ts';
import type { AuthorityEffect } from './effects.ts';
import type { AuthorityEvent, MachineEvent } from './events.ts';
import { releaseGrant } from './grants.ts';
import { restoreAuthority } from './kept.ts';
import { revokeAll, revokeGrant } from './revoking.ts';
import { noteLocalInput, noteOwnWindow } from './pauses.ts';
import { distrustPeer, peerGone, peerLost, peerPresent, trustPeer } from './peers.ts';
import { answerPrompt, receiveRequest, withdrawRequest } from './requests.ts';
import { settle } from './settle.ts';
import type { AuthorityState } from './state.ts';
import { unchanged, type Step } from './draft.ts';

export function step(state: AuthorityState, event: AuthorityEvent): Step {
  // What is over by the clock is over before anything else happens, however late the tick comes.
  const due = expireDue(state, event.at);
  const decided = decide(due.state, event);
  const said: readonly AuthorityEffect[] = [...due.effects, ...decided.effects];
  return settle({ before: state, after: decided.state, said, event });
}

function decide(state: AuthorityState, event: AuthorityEvent): Step {
  switch (event.type) {
    case 'peer.present':
      return peerPresent(state, event);
    case 'peer.trust':
      return trustPeer(state, event);
    case 'peer.distrust':
      return distrustPeer(state, event);
    case 'peer.lost':
      return peerLost(state, event);
    case 'peer.gone':
      return peerGone(state, event);
    case 'consent.request':
      return receiveRequest(state, event);
    case 'consent.withdraw':
      return withdrawRequest(state, event);
    case 'prompt.answered':
      return answerPrompt(state, event);
    case 'grant.release':
      return releaseGrant(state, event);
    case 'grant.revoke':
      return revokeGrant(state, event);
    case 'revoke-all':
      return revokeAll(state, event);
    default:
      return decideMachine(state, event);
  }
}

function decideMachine(state: AuthorityState, event: MachineEvent): Step {
  switch (event.type) {
    case 'capture.stopped':
      return captureStopped(state, event);
    case 'surface.changed':
      return changeSurface(state, event);
    case 'screen.choose':
      return chooseDisplay(state, event);
    case 'window.closed':
      return closeWindow(state, event);
    case 'local-input':
      return noteLocalInput(state, event);
    case 'own-window':
      return noteOwnWindow(state, event);
    case 'machine':
      return noteMachine(state, event);
    case 'program.back':
      return restoreAuthority(state, event);
    case 'tick':
      // What was due is done already.
      return unchanged(state);
    default:
      return unreachable(event);
  }
}

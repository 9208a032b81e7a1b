/** What the chat panel shows and reports. */

import type { ChatLine, ChatScope, ParticipantId, Role } from '@alongside/protocol';

export type ChatTarget = ChatLine['to'];

/** Somebody to write to, or who wrote; who left stays here while lines of theirs are shown. */
export type ChatPerson = {
  readonly id: ParticipantId;
  readonly name: string;
  readonly role: Role;
  /** In the session and reachable now: can be chosen as recipient. */
  readonly present: boolean;
};

const SCOPES = ['everyone', 'csrs', 'one'] as const satisfies readonly ChatScope[];

export function isScope(target: ChatTarget): target is ChatScope {
  return SCOPES.some((scope) => scope === target);
}

/** The rules of the chat's field, apart from its looks: whom one can write to, and which key sends. Pure. */

import type { ChatPerson, ChatTarget } from './chat-types.ts';

/** Everyone first, also before anybody is there; representatives as a group only where somebody is left out by it. */
export function chatRecipients(people: readonly ChatPerson[], withCsrScope: boolean): readonly ChatTarget[] {
  const present = people.filter((person) => person.present);
  if (present.length === 0) return ['everyone'];
  const isCsr = (person: ChatPerson): boolean =>
    person.role === 'lead-csr' || person.role === 'assisting-csr';
  const group: ChatTarget[] = withCsrScope && present.some(isCsr) ? ['csrs'] : [];
  return ['everyone', ...group, ...present.map((person) => person.id)];
}

/** A select gives back a string; only one that was offered counts. */
export function recipientOf(offered: readonly ChatTarget[], value: string): ChatTarget | undefined {
  return offered.find((target) => target === value);
}

type Key = {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
};

/** Safari ends a composition before its Enter arrives and says so only by this key code. */
const COMPOSING_KEY_CODE = 229;

export function isSendKey(event: Key): boolean {
  const composing = event.isComposing || event.keyCode === COMPOSING_KEY_CODE;
  return event.key === 'Enter' && !event.shiftKey && !composing;
}

/** What to say when a customer answered, or took something back. Pure. */

import { CAPABILITIES, unreachable } from '@alongside/protocol';
import type { Access, CsrView, Refusal } from '@alongside/session';
import type { NoticeText, NoticeTone } from '../notices/notice-store.ts';

export type Saying = { readonly tone: NoticeTone; readonly text: NoticeText };

export function sayingsOf(before: CsrView, after: CsrView, name: string): readonly Saying[] {
  const sayings = CAPABILITIES.flatMap((capability) => {
    const [was, is] = [before.access[capability], after.access[capability]];
    return was.kind === is.kind ? [] : sayingOf(was, is, name).map((saying) => ({ kind: is.kind, saying }));
  });
  // Control and picture end together: that is one thing to say.
  return sayings
    .filter(({ kind }, at) => sayings.findIndex((other) => other.kind === kind) === at)
    .map(({ saying }) => saying);
}

function sayingOf(was: Access, is: Access, name: string): readonly Saying[] {
  if (is.kind === 'given' && was.kind === 'asked') {
    return [{ tone: 'good', text: (t) => t('control.allowed', { name }) }];
  }
  if (is.kind === 'ended') return [{ tone: 'plain', text: (t) => t('control.stopped', { name }) }];
  if (is.kind === 'refused') return [{ tone: 'bad', text: refusalText(is.outcome, name) }];
  return [];
}

function refusalText(outcome: Refusal, name: string): NoticeText {
  switch (outcome) {
    case 'declined':
      return (t) => t('control.declined', { name });
    case 'expired':
      return (t) => t('control.expired', { name });
    case 'not-trusted':
      return (t) => t('control.notTrusted');
    case 'not-possible':
      return (t) => t('control.notPossible');
    case 'too-many':
      return (t) => t('control.tooMany');
    default:
      return unreachable(outcome);
  }
}

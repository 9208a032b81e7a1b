/** The safety words beside the stage: until they are compared, and whenever control is being asked for. */

import { isControl, surfaceOf } from '@alongside/protocol';
import { SafetyWords, safetyWordsOf } from '@alongside/ui';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import type { StageView } from '../stage/stage-view.ts';
import classes from './words-card.module.css';

type WordsCardProps = { readonly desk: SessionDesk; readonly view: StageView };

export function WordsCard({ desk, view }: WordsCardProps) {
  const customer = 'customer' in view ? view.customer : undefined;
  const trust = useObservable(desk.link.state, ({ peers }) =>
    customer === undefined ? null : (peers.get(customer.id)?.trust ?? null),
  );
  if (customer === undefined || trust === null || view.kind === 'refused') return null;
  const asked = view.kind === 'asked' ? view.capability : view.kind === 'showing' ? view.asked : null;
  const asksForControl = asked !== null && (isControl(asked) || surfaceOf(asked) === null);
  if (trust.level !== 'words-shown' && !asksForControl) return null;
  const verdict = (words: 'match' | 'differ') => (): void => {
    desk.link.wordsVerdict(customer.id, words);
  };
  return (
    <div className={classes.card}>
      <SafetyWords
        words={trust.words.length === 0 ? null : safetyWordsOf(trust.words, trust.language)}
        name={customer.name}
        side="csr"
        onMatch={verdict('match')}
        onDiffer={verdict('differ')}
      />
    </div>
  );
}

/** Whether nobody sits in between: words to compare where that is open, a hard stop where it went wrong. */
import type { ParticipantId } from '@alongside/protocol';
import { SafetyWords, safetyWordsOf, useTexts } from '@alongside/ui';
import { IconShieldX } from '@tabler/icons-react';
import { Note } from '../look/note.tsx';
import type { Helper, People } from './people.ts';

type TrustNotesProps = {
  readonly people: People;
  readonly onVerdict: (peer: ParticipantId, words: 'match' | 'differ') => void;
};

export function TrustNotes({ people, onVerdict }: TrustNotesProps) {
  return people.helpers.map((helper) => <TrustNote key={helper.id} helper={helper} onVerdict={onVerdict} />);
}

type TrustNoteProps = { readonly helper: Helper; readonly onVerdict: TrustNotesProps['onVerdict'] };

function TrustNote({ helper, onVerdict }: TrustNoteProps) {
  const t = useTexts();
  const { id, name, view } = helper;
  if (view?.state === 'refused') {
    const isDifferent = view.refusal === 'words-differ';
    return (
      <Note
        tone="danger"
        icon={<IconShieldX size={20} stroke={1.75} />}
        title={isDifferent ? t('trust.differedTitle') : t('helper.refusedTitle')}
        isAlert
      >
        {isDifferent ? t('trust.differedBody') : t('helper.refusedBody', { name })}
      </Note>
    );
  }
  const trust = view?.trust ?? null;
  if (trust?.level === 'words-shown') {
    return (
      <SafetyWords
        words={safetyWordsOf(trust.words, trust.language)}
        name={name}
        side="customer"
        onMatch={() => onVerdict(id, 'match')}
        onDiffer={() => onVerdict(id, 'differ')}
      />
    );
  }
  return null;
}

/** What is wrong, what to do about it, and when the next try comes. */
import { unreachable } from '@alongside/protocol';
import { Countdown, errorText, useTexts, type Translate } from '@alongside/ui';
import { Button } from '@mantine/core';
import { IconAlertCircle } from '@tabler/icons-react';
import { useState } from 'react';
import { Note } from '../look/note.tsx';
import type { FormProblem } from './life.ts';

type JoinProblemProps = {
  readonly problem: FormProblem;
  readonly host: string | null;
  readonly nextTryAt: number | null;
  readonly onTryNow: () => void;
};

export function JoinProblem({ problem, host, nextTryAt, onTryNow }: JoinProblemProps) {
  const t = useTexts();
  const [isAsking, setAsking] = useState(false);
  const isInvalid = problem === 'invite-invalid';
  return (
    <Note
      tone="danger"
      icon={<IconAlertCircle size={20} stroke={1.75} />}
      isAlert
      actions={
        host === null ? (
          isInvalid && !isAsking && <Button onClick={() => setAsking(true)}>{t('join.askNew')}</Button>
        ) : (
          <Countdown nextTryAt={nextTryAt} onTryNow={onTryNow} />
        )
      }
    >
      {problemText(t, problem, host ?? '')}
      {isInvalid && isAsking && (
        <p>
          <strong>{t('helper.askNewTitle')}</strong>
          <br />
          {t('helper.askNewBody')}
        </p>
      )}
    </Note>
  );
}

function problemText(t: Translate, problem: FormProblem, host: string): string {
  switch (problem) {
    case 'code-missing':
      return t('helper.codeMissing');
    case 'name-missing':
      return t('helper.nameMissing');
    case 'code-needs-link':
      return t('helper.codeNeedsLink');
    case 'unreachable':
      return t('helper.problemUnreachable', { host });
    case 'certificate':
      return t('helper.problemCertificate', { host });
    case 'version-unsupported':
      return t('helper.problemVersion', { host });
    case 'bad-answer':
      return t('helper.problemNotARelay', { host });
    case 'too-many':
    case 'storage-full':
      return t('helper.problemBusy');
    case 'not-a-code-or-link':
    case 'invite-invalid':
    case 'session-full':
    case 'not-found':
    case 'bad-message':
    case 'bad-credentials':
    case 'not-signed-in':
      return errorText(t, problem);
    default:
      return unreachable(problem);
  }
}

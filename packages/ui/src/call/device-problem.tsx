/** A microphone or camera that is not to be had: what that means, and what to do. */

import { Alert } from '@mantine/core';
import { useTexts } from '../provider/ui-choices.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { OwnCall } from './call-types.ts';

type Problem = NonNullable<OwnCall['problem']>;

const SAYINGS: Readonly<Record<Problem['of'], Readonly<Record<Problem['why'], (t: Translate) => string>>>> = {
  microphone: {
    refused: (t) => t('call.micRefused'),
    missing: (t) => t('call.micMissing'),
    busy: (t) => t('call.micBusy'),
  },
  camera: {
    refused: (t) => t('call.camRefused'),
    missing: (t) => t('call.camMissing'),
    busy: (t) => t('call.camBusy'),
  },
};

export function DeviceProblem({ own, of }: { readonly own: OwnCall; readonly of: Problem['of'] }) {
  const t = useTexts();
  if (own.problem?.of !== of) return null;
  return (
    <Alert color="yellow" role="alert">
      {SAYINGS[of][own.problem.why](t)}
    </Alert>
  );
}

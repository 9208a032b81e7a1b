/** How far what is shown goes: one window or all, with the keyboard or without, and how long still. */

import { EndsIn, useStore, useTexts } from '@alongside/ui';
import { CONTROL_LIFE_MS, surfaceOf } from '@alongside/protocol';
import type { Grant, ParticipantId } from '@alongside/protocol';
import { IconAppWindow } from '@tabler/icons-react';
import type { SessionDesk } from '../session/session-desk.ts';
import classes from './stage-bar.module.css';

type StageGrantProps = { readonly desk: SessionDesk; readonly customer: ParticipantId };

export function StageGrant({ desk, customer }: StageGrantProps) {
  const t = useTexts();
  const view = useStore(desk.customers.store, (views) => views.get(customer));
  if (view === undefined) return null;
  const mine = view.grants.filter(
    ({ csr, capability }) => csr === view.self && surfaceOf(capability) !== null,
  );
  const isOneWindow = mine.some(({ capability }) => surfaceOf(capability) === 'application');
  const limited = mine.find(isLimited);
  return (
    <span className={classes.grant}>
      {isOneWindow && (
        <span className={classes.window}>
          <IconAppWindow size={18} stroke={1.75} aria-hidden />
          {t('control.oneWindow', { title: view.window ?? '' })}
        </span>
      )}
      {mine.some(({ mouseOnly }) => mouseOnly) && <span>{t('control.mouseOnly')}</span>}
      {limited?.expiresAt != null && <EndsIn until={limited.expiresAt} />}
    </span>
  );
}

/** The hour that all control ends after is no news; what the customer has limited is. */
function isLimited({ givenAt, expiresAt }: Grant): boolean {
  return expiresAt !== null && expiresAt - givenAt < CONTROL_LIFE_MS;
}

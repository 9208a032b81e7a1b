/** The lead has been away for a while, and we are asked to take over. Stands until it is answered or over. */

import { Button } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import classes from './lead-offer.module.css';

export function LeadOffer({ desk }: { readonly desk: SessionDesk }) {
  const t = useTexts();
  const from = useObservable(desk.link.state, ({ leadOffer }) => leadOffer);
  if (from === null) return null;
  const title = t('colleagues.offerTitle', { name: from });
  return (
    <section className={classes.card} role="alert" aria-label={title}>
      <strong>{title}</strong>
      <p className={classes.body}>{t('colleagues.offerBody')}</p>
      <div className={classes.answers}>
        <Button size="xs" onClick={() => void desk.request({ type: 'lead.decline' })}>
          {t('colleagues.notNow')}
        </Button>
        <Button size="xs" variant="filled" onClick={() => void desk.request({ type: 'lead.take' })}>
          {t('colleagues.take')}
        </Button>
      </div>
    </section>
  );
}

/** Colleagues who ask for help now: who, why, for whom; *Join* leads straight into the session. */

import { Button } from '@mantine/core';
import { errorText, PersonAvatar, RemainingTime, useStore, useTexts } from '@alongside/ui';
import type { ErrorCode } from '@alongside/ui';
import type { Call } from '@alongside/protocol';
import { useState } from 'react';
import type { ConsoleApp } from '../app/console-app.ts';
import type { HomePresence } from '../app/home-presence.ts';
import classes from './incoming-calls.module.css';

export function IncomingCalls({ app }: { readonly app: ConsoleApp }) {
  const presence = useStore(app.presence, (value) => value);
  return presence === null ? null : <Calls app={app} presence={presence} />;
}

type CallsProps = { readonly app: ConsoleApp; readonly presence: HomePresence };

function Calls({ app, presence }: CallsProps) {
  const calls = useStore(presence.calls, (value) => value);
  return calls.map((call) => (
    <CallCard
      key={call.id}
      call={call}
      onJoin={() => app.join({ kind: 'call', call: call.id })}
      onDecline={() => {
        presence.decline(call.id);
      }}
    />
  ));
}

type CallCardProps = {
  readonly call: Call;
  readonly onJoin: () => Promise<ErrorCode | null>;
  readonly onDecline: () => void;
};

function CallCard({ call, onJoin, onDecline }: CallCardProps) {
  const t = useTexts();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ErrorCode | null>(null);
  const { from, reason, session, customers, expiresAt } = call;
  const join = async (): Promise<void> => {
    setBusy(true);
    setProblem(await onJoin());
    setBusy(false);
  };
  const title = t('colleagues.callTitle', { name: from });
  return (
    <section className={classes.card} role="alert" aria-label={title}>
      <PersonAvatar id={from} name={from} />
      <div className={classes.words}>
        <strong className={classes.title}>{title}</strong>
        {reason !== '' && <q className={classes.reason}>{reason}</q>}
        <span className={classes.detail}>{t('colleagues.callSession', { session })}</span>
        {customers.length > 0 && (
          <span className={classes.detail}>
            {t('colleagues.callCustomers', { names: customers.join(', ') })}
          </span>
        )}
        {problem !== null && <span className={classes.problem}>{errorText(t, problem)}</span>}
      </div>
      <div className={classes.answers}>
        <Button onClick={onDecline}>{t('colleagues.decline')}</Button>
        <Button
          variant="filled"
          loading={busy}
          aria-label={t('colleagues.joinName', { name: from })}
          onClick={() => void join()}
        >
          {t('colleagues.join')}
        </Button>
        <span className={classes.time}>
          <RemainingTime until={expiresAt} />
        </span>
      </div>
    </section>
  );
}

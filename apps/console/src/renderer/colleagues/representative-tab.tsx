/** The tab *Representative* of the invite dialog: one click for whoever is signed in, a link for others. */

import { Button, Textarea } from '@mantine/core';
import { EmptyState, errorText, LoadingState, PersonAvatar, useStore, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import { MAX_CALL_REASON_LENGTH } from '@alongside/protocol';
import type { Colleague, ColleagueId } from '@alongside/protocol';
import { IconUsers } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { CopyField } from '../invite/copy-field.tsx';
import type { ColleagueCalls } from './colleague-calls.ts';
import classes from './representative-tab.module.css';

type RepresentativeTabProps = {
  readonly calls: ColleagueCalls;
  readonly onCopy: (text: string) => Promise<boolean>;
};

export function RepresentativeTab({ calls, onCopy }: RepresentativeTabProps) {
  const t = useTexts();
  const state = useStore(calls.store, (value) => value);
  const [reason, setReason] = useState('');
  useEffect(() => calls.watch(), [calls]);
  const { colleagues, problem, link } = state;
  return (
    <div className={classes.tab}>
      <Textarea
        label={t('colleagues.reason')}
        description={t('colleagues.reasonHint')}
        autosize
        minRows={2}
        maxRows={4}
        maxLength={MAX_CALL_REASON_LENGTH}
        value={reason}
        onChange={(event) => {
          setReason(event.currentTarget.value);
        }}
      />
      {colleagues === null && problem === null && <LoadingState />}
      {colleagues?.length === 0 && (
        <EmptyState icon={<IconUsers size={20} stroke={1.75} />} title={t('colleagues.emptyTitle')}>
          {t('colleagues.emptyBody')}
        </EmptyState>
      )}
      {colleagues !== null && colleagues.length > 0 && (
        <ul className={classes.list} aria-label={t('colleagues.list')}>
          {colleagues.map((colleague) => (
            <ColleagueRow
              key={colleague.id}
              colleague={colleague}
              isOurs={state.calls.has(colleague.id)}
              onCall={(id) => void calls.call(id, reason.trim())}
              onWithdraw={(id) => void calls.withdraw(id)}
            />
          ))}
        </ul>
      )}
      {problem !== null && (
        <p className={classes.problem} role="alert">
          {errorText(t, problem)}
        </p>
      )}
      <footer className={classes.footer}>
        {link === null ? (
          <>
            <span className={classes.hint}>{t('colleagues.linkHint')}</span>
            <Button size="xs" className={classes.make ?? ''} onClick={() => void calls.makeLink()}>
              {t('colleagues.makeLink')}
            </Button>
          </>
        ) : (
          <CopyField
            key={link.address}
            label={t('colleagues.link')}
            copyLabel={t('colleagues.copyLink')}
            hint={t('colleagues.linkHint')}
            value={link.address}
            disabled={false}
            onCopy={onCopy}
          />
        )}
      </footer>
    </div>
  );
}

const STATE_TEXT: Readonly<Record<Colleague['state'], (t: Translate) => string>> = {
  free: (t) => t('colleagues.free'),
  busy: (t) => t('colleagues.busy'),
  called: (t) => t('colleagues.called'),
  here: (t) => t('colleagues.here'),
};

type ColleagueRowProps = {
  readonly colleague: Colleague;
  /** The call that it waits for is ours to take back. */
  readonly isOurs: boolean;
  readonly onCall: (id: ColleagueId) => void;
  readonly onWithdraw: (id: ColleagueId) => void;
};

function ColleagueRow({ colleague, isOurs, onCall, onWithdraw }: ColleagueRowProps) {
  const t = useTexts();
  const { id, name, state } = colleague;
  return (
    <li className={classes.row}>
      <PersonAvatar id={id} name={name} faint={state === 'busy'} />
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.state} data-state={state}>
          {STATE_TEXT[state](t)}
        </span>
      </span>
      {state === 'free' && (
        <Button
          size="xs"
          variant="filled"
          aria-label={t('colleagues.inviteName', { name })}
          onClick={() => {
            onCall(id);
          }}
        >
          {t('colleagues.invite')}
        </Button>
      )}
      {state === 'called' && isOurs && (
        <Button
          size="xs"
          aria-label={t('colleagues.withdrawName', { name })}
          onClick={() => {
            onWithdraw(id);
          }}
        >
          {t('colleagues.withdraw')}
        </Button>
      )}
    </li>
  );
}

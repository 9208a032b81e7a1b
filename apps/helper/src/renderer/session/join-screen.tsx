/** The first screen: who helps, a warning against strangers, two boxes and a button. */
import { KeyCaps, useTexts } from '@alongside/ui';
import { Button, TextInput } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { Machine } from '@alongside/protocol';
import type { KeyNames } from '../../contract/consent-contract.ts';
import type { Intent } from '../../contract/session-contract.ts';
import { AppFrame } from '../look/app-frame.tsx';
import { Note } from '../look/note.tsx';
import { InviterCard } from './inviter-card.tsx';
import { JoinProblem } from './join-problem.tsx';
import type { FormProblem } from './life.ts';
import { MachineNotes } from './machine-notes.tsx';
import type { Inviter } from './preview-desk.ts';
import { ScamNote } from './scam-note.tsx';
import classes from './join-screen.module.css';

export type JoinScreenProps = {
  readonly form: Intent;
  readonly inviter: Inviter;
  readonly machine: Machine | null;
  readonly keyNames: KeyNames;
  readonly wasRestarted: boolean;
  readonly problem: FormProblem | null;
  /** The host that is being tried; null while nothing is under way. */
  readonly host: string | null;
  readonly nextTryAt: number | null;
  readonly onFill: (form: Intent) => void;
  readonly onJoin: () => void;
  readonly onTryNow: () => void;
  readonly onCancel: () => void;
  readonly onStopHere: () => void;
};

export function JoinScreen(props: JoinScreenProps) {
  const { form, inviter, machine, problem, host, onFill, onJoin } = props;
  const t = useTexts();
  const isBusy = host !== null;
  return (
    <AppFrame>
      <h1 className={classes.title}>{t('join.title')}</h1>
      {inviter.kind === 'none' ? (
        <p className={classes.intro}>{t('join.intro')}</p>
      ) : (
        <InviterCard inviter={inviter} />
      )}
      {props.wasRestarted && (
        <Note tone="plain" icon={<IconRefresh size={20} stroke={1.75} />}>
          {t('helper.restarted')}
        </Note>
      )}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBusy) onJoin();
        }}
      >
        <TextInput
          className={classes.code ?? ''}
          label={t('join.code')}
          description={`${t('join.codeHint')}. ${t('helper.codeOrLinkHint')}`}
          value={form.join}
          onChange={(event) => onFill({ ...form, join: event.currentTarget.value })}
          readOnly={isBusy}
          maxLength={400}
          autoComplete="off"
          autoCapitalize="characters"
          spellCheck={false}
        />
        <TextInput
          label={t('join.name')}
          description={t('join.nameHint')}
          value={form.name}
          onChange={(event) => onFill({ ...form, name: event.currentTarget.value })}
          readOnly={isBusy}
          maxLength={80}
          autoComplete="name"
          spellCheck={false}
        />
        {problem !== null && (
          <JoinProblem problem={problem} host={host} nextTryAt={props.nextTryAt} onTryNow={props.onTryNow} />
        )}
        {isBusy ? (
          <Button fullWidth onClick={props.onCancel} loading={false}>
            {t('common.cancel')}
          </Button>
        ) : (
          <Button type="submit" fullWidth variant="filled">
            {t('join.join')}
          </Button>
        )}
        {isBusy && problem === null && <p role="status">{t('join.joining')}</p>}
      </form>
      {machine !== null && <MachineNotes machine={machine} />}
      <ScamNote onStop={props.onStopHere} />
      <LargerText keyNames={props.keyNames} />
    </AppFrame>
  );
}

/** A browser's own zoom needs no telling, and on a phone there are no such keys. */
function LargerText({ keyNames }: { readonly keyNames: KeyNames }) {
  const t = useTexts();
  if (keyNames === 'none') return null;
  return (
    <p className={classes.larger}>
      {t('helper.largerText')}
      <KeyCaps keys={[keyNames === 'mac' ? '⌘' : 'Ctrl', '+']} />
    </p>
  );
}

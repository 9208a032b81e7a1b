/** The dialog *Invite*: a link to send, a code to read out, each for one person. */

import { Button, Modal, Tabs, TextInput } from '@mantine/core';
import { ErrorState, LoadingState, RemainingTime, useNow, useTexts } from '@alongside/ui';
import type { InviteId } from '@alongside/protocol';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import type { Invitation, InviteState } from './invitations.ts';
import classes from './invite-dialog.module.css';

type InviteDialogProps = {
  readonly opened: boolean;
  readonly state: InviteState;
  /** Where a code is typed. */
  readonly joinPage: string;
  readonly used: readonly InviteId[];
  readonly onClose: () => void;
  readonly onMake: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
};

export function InviteDialog({ opened, state, joinPage, used, onClose, onMake, onCopy }: InviteDialogProps) {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Tabs defaultValue="customer" keepMounted={false}>
        <Tabs.List className={classes.tabs}>
          <Tabs.Tab value="customer">{t('invite.customer')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="customer" className={classes.panel}>
          {(state.kind === 'none' || state.kind === 'making') && <LoadingState />}
          {state.kind === 'failed' && <ErrorState code={state.code} showCode onRetry={onMake} />}
          {state.kind === 'ready' && (
            <InviteWays
              key={state.invitation.id}
              invitation={state.invitation}
              isUsed={used.includes(state.invitation.id)}
              joinPage={joinPage}
              onMake={onMake}
              onCopy={onCopy}
            />
          )}
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

type InviteWaysProps = Pick<InviteDialogProps, 'joinPage' | 'onMake' | 'onCopy'> & {
  readonly invitation: Invitation;
  readonly isUsed: boolean;
};

function InviteWays({ invitation, isUsed, joinPage, onMake, onCopy }: InviteWaysProps) {
  const t = useTexts();
  const now = useNow(1_000);
  const { link, code, expiresAt } = invitation;
  const isOver = isUsed || now >= expiresAt;
  return (
    <div className={classes.ways}>
      <CopyField
        label={t('invite.link')}
        copyLabel={t('invite.copyLink')}
        hint={t('invite.linkHint')}
        value={link}
        disabled={isOver}
        onCopy={onCopy}
        prominent
      />
      <CopyField
        label={t('invite.code')}
        copyLabel={t('invite.copyCode')}
        hint={`${t('invite.address', { address: joinPage })} ${t('invite.codeHint')}`}
        value={code}
        disabled={isOver}
        onCopy={onCopy}
        code
      />
      <footer className={classes.footer} data-over={isOver}>
        <span role="status">
          {isUsed && t('invite.used')}
          {!isUsed && isOver && t('invite.expired')}
          {!isOver && (
            <>
              {t('invite.expiresIn')} <RemainingTime until={expiresAt} />
            </>
          )}
        </span>
        <Button size="xs" variant={isOver ? 'filled' : 'default'} onClick={onMake}>
          {t('invite.again')}
        </Button>
      </footer>
    </div>
  );
}

type CopyFieldProps = {
  readonly label: string;
  readonly copyLabel: string;
  readonly hint: string;
  readonly value: string;
  readonly disabled: boolean;
  readonly code?: boolean;
  readonly prominent?: boolean;
  readonly onCopy: (text: string) => Promise<boolean>;
};

type Copied = 'no' | 'yes' | 'refused';

function CopyField(props: CopyFieldProps) {
  const { label, copyLabel, hint, value, disabled, code = false, prominent = false, onCopy } = props;
  const t = useTexts();
  const [copied, setCopied] = useState<Copied>('no');
  const copy = async (): Promise<void> => {
    setCopied((await onCopy(value)) ? 'yes' : 'refused');
  };
  return (
    <div className={classes.field} data-over={disabled}>
      <TextInput
        label={label}
        readOnly
        value={value}
        classNames={{ input: code ? (classes.code ?? '') : (classes.link ?? '') }}
        error={copied === 'refused' ? t('errors.clipboard-refused') : undefined}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <Button
        className={classes.copy ?? ''}
        variant={prominent && copied !== 'yes' && !disabled ? 'filled' : 'default'}
        aria-label={copyLabel}
        data-autofocus={prominent ? true : undefined}
        disabled={disabled}
        leftSection={
          copied === 'yes' ? <IconCheck size={16} stroke={2} /> : <IconCopy size={16} stroke={1.75} />
        }
        onClick={() => void copy()}
      >
        {copied === 'yes' ? t('common.copied') : t('common.copy')}
      </Button>
      <p className={classes.hint}>{hint}</p>
    </div>
  );
}

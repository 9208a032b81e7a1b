/** The dialog *Invite*: for a customer a link to send and a code to read out, each for one person; colleagues beside it. */

import { Button, Modal, Tabs } from '@mantine/core';
import { ErrorState, LoadingState, RemainingTime, useNow, useTexts } from '@alongside/ui';
import type { InviteId } from '@alongside/protocol';
import { useEffect, useRef } from 'react';
import type { Ref } from 'react';
import type { ColleagueCalls } from '../colleagues/colleague-calls.ts';
import { RepresentativeTab } from '../colleagues/representative-tab.tsx';
import { CopyField } from './copy-field.tsx';
import type { Invitation, InviteState } from './invitations.ts';
import classes from './invite-dialog.module.css';

type InviteDialogProps = {
  readonly opened: boolean;
  readonly state: InviteState;
  /** Where a code is typed. */
  readonly joinPage: string;
  readonly used: readonly InviteId[];
  readonly calls: ColleagueCalls;
  readonly onClose: () => void;
  readonly onMake: () => void;
  readonly onCopy: (text: string) => Promise<boolean>;
};

export function InviteDialog(props: InviteDialogProps) {
  const { opened, state, joinPage, used, calls, onClose, onMake, onCopy } = props;
  const t = useTexts();
  const copyLink = useRef<HTMLButtonElement>(null);
  const made = state.kind === 'ready' ? state.invitation.id : null;
  // What it replaces had the focus, or the dialog found nothing better than its close button.
  useEffect(() => {
    if (made !== null) copyLink.current?.focus();
  }, [made]);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('invite.title')}
      size={480}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Tabs defaultValue="customer" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="customer">{t('invite.customer')}</Tabs.Tab>
          <Tabs.Tab value="representative">{t('colleagues.tab')}</Tabs.Tab>
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
              copyLink={copyLink}
              onMake={onMake}
              onCopy={onCopy}
            />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="representative" className={classes.panel}>
          <RepresentativeTab calls={calls} onCopy={onCopy} />
        </Tabs.Panel>
      </Tabs>
    </Modal>
  );
}

type InviteWaysProps = Pick<InviteDialogProps, 'joinPage' | 'onMake' | 'onCopy'> & {
  readonly invitation: Invitation;
  readonly isUsed: boolean;
  readonly copyLink: Ref<HTMLButtonElement>;
};

function InviteWays({ invitation, isUsed, joinPage, copyLink, onMake, onCopy }: InviteWaysProps) {
  const t = useTexts();
  const now = useNow(1_000);
  const { link, code, expiresAt } = invitation;
  const isOver = isUsed || now >= expiresAt;
  return (
    <div className={classes.ways}>
      <CopyField
        label={t('invite.link')}
        copyLabel={t('invite.copyLink')}
        buttonRef={copyLink}
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

/** Advanced file transfer below the stage: two panes and what moves between them; there only where the site has it. */

import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { isCsr } from '@alongside/protocol';
import type { Participant } from '@alongside/protocol';
import { EmptyState, useStore, useTexts } from '@alongside/ui';
import { IconArrowLeft, IconArrowRight, IconFolderOpen, IconX } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import type { FolderSource } from './folder-source.ts';
import { FolderPane } from './folder-pane.tsx';
import classes from './folders.module.css';
import { TransferList } from './transfer-list.tsx';
import { usePane } from './use-pane.ts';
import type { Pane } from './use-pane.ts';

type FoldersDockProps = {
  readonly desk: SessionDesk;
  readonly people: readonly Participant[];
  readonly onClose: () => void;
};

/** What the site takes back while it is open goes at once. */
export function FoldersUnder({ isOpen, ...props }: FoldersDockProps & { readonly isOpen: boolean }) {
  const isAdvanced = useObservable(props.desk.link.state, ({ site }) => site?.files.advanced === true);
  return isAdvanced && isOpen ? <FoldersDock {...props} /> : null;
}

function FoldersDock({ desk, people, onClose }: FoldersDockProps) {
  const t = useTexts();
  const own = usePane(desk.folders.own);
  const customers = people.filter(({ role, state }) => !isCsr(role) && state !== 'lobby');
  const customer = customers.find(({ role }) => role === 'primary-customer') ?? customers[0];
  const nameOf = (id: Participant['id']): string => people.find((person) => person.id === id)?.name ?? '';
  return (
    <section className={classes.dock} aria-label={t('folders.open')}>
      <header className={classes.dockHead}>
        <h2 className={classes.dockTitle}>{t('folders.open')}</h2>
        <ActionIcon variant="subtle" aria-label={t('folders.close')} onClick={onClose}>
          <IconX size={18} />
        </ActionIcon>
      </header>
      <div className={classes.dockBody}>
        {customer === undefined ? (
          <Alone own={own} desk={desk} />
        ) : (
          <Beside key={customer.id} own={own} desk={desk} customer={customer} />
        )}
        <TransferList desk={desk.folders} nameOf={nameOf} />
      </div>
    </section>
  );
}

function Alone({ own, desk }: { readonly own: Pane; readonly desk: SessionDesk }) {
  const t = useTexts();
  return (
    <>
      <OwnPane own={own} desk={desk} />
      <div className={classes.pane}>
        <EmptyState icon={<IconFolderOpen size={20} stroke={1.75} />} title={t('folders.theirs')}>
          {t('folders.nobody')}
        </EmptyState>
      </div>
    </>
  );
}

type BesideProps = {
  readonly own: Pane;
  readonly desk: SessionDesk;
  readonly customer: Participant;
};

function Beside({ own, desk, customer }: BesideProps) {
  const { id, name } = customer;
  const access = useStore(desk.customers.store, (views) => views.get(id)?.access['browse-files']);
  const source = useMemo(() => desk.folders.of(id), [desk.folders, id]);
  if (access?.kind === 'given') return <Open own={own} desk={desk} customer={customer} source={source} />;
  return (
    <>
      <OwnPane own={own} desk={desk} />
      <Closed desk={desk} id={id} name={name} />
    </>
  );
}

type ClosedProps = { readonly desk: SessionDesk; readonly id: Participant['id']; readonly name: string };

function Closed({ desk, id, name }: ClosedProps) {
  const t = useTexts();
  const access = useStore(
    desk.customers.store,
    (views) => views.get(id)?.access['browse-files'].kind ?? 'idle',
  );
  const hello = useObservable(desk.link.state, ({ peers }) => peers.get(id)?.hello ?? null);
  const isUnable = hello?.machine.filesProblem === 'unsupported';
  const says: Partial<Record<typeof access, string>> = {
    asked: t('folders.asked', { name }),
    refused: t('folders.refused', { name }),
    ended: t('folders.ended', { name }),
  };
  return (
    <div className={classes.pane}>
      <EmptyState
        icon={<IconFolderOpen size={20} stroke={1.75} />}
        title={t('folders.theirs')}
        action={
          isUnable || access === 'asked' ? undefined : (
            <Button
              size="xs"
              onClick={() => {
                desk.customers.ask(id, 'browse-files');
              }}
            >
              {t('folders.ask')}
            </Button>
          )
        }
      >
        {isUnable ? t('folders.unable') : (says[access] ?? t('folders.theirsHint'))}
      </EmptyState>
    </div>
  );
}

function Open({ own, desk, customer, source }: BesideProps & { readonly source: FolderSource }) {
  const t = useTexts();
  const theirs = usePane(source);
  const { id, name } = customer;
  const send = (): void => {
    const folder = theirs.listing?.path;
    if (folder === undefined || own.chosen.size === 0) return;
    void desk.folders.send(own.pathsOf(own.chosen), id, folder).then((problem) => {
      if (problem !== null) own.say(problem);
    });
  };
  const fetch = (): void => {
    const folder = own.listing?.path;
    if (folder === undefined || theirs.chosen.size === 0) return;
    void desk.folders.fetch(theirs.pathsOf(theirs.chosen), id, folder);
  };
  return (
    <>
      <OwnPane own={own} desk={desk} onDropped={fetch} />
      <div className={classes.arrows}>
        <Arrow label={t('folders.send')} icon={IconArrowRight} isOff={own.chosen.size === 0} onClick={send} />
        <Arrow
          label={t('folders.get')}
          icon={IconArrowLeft}
          isOff={theirs.chosen.size === 0}
          onClick={fetch}
        />
      </div>
      <FolderPane side="theirs" pane={theirs} source={source} customer={name} onDropped={send} />
    </>
  );
}

type OwnPaneProps = Pick<BesideProps, 'own' | 'desk'> & { readonly onDropped?: () => void };

function OwnPane({ own, desk, onDropped = () => undefined }: OwnPaneProps) {
  return (
    <FolderPane side="yours" pane={own} source={desk.folders.own} customer={null} onDropped={onDropped} />
  );
}

type ArrowProps = {
  readonly label: string;
  readonly icon: typeof IconArrowLeft;
  readonly isOff: boolean;
  readonly onClick: () => void;
};

function Arrow({ label, icon: Icon, isOff, onClick }: ArrowProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size="lg" aria-label={label} disabled={isOff} onClick={onClick}>
        <Icon size={18} />
      </ActionIcon>
    </Tooltip>
  );
}

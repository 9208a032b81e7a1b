/** Joins the readings of a session with the customer whose machine is worked on. */

import type { Participant } from '@alongside/protocol';
import { isCsr } from '@alongside/protocol';
import { EmptyState, useStore, useTexts } from '@alongside/ui';
import { IconDeviceDesktopAnalytics } from '@tabler/icons-react';
import type { ConsoleApp } from '../app/console-app.ts';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import { SystemInfoPanel } from './system-info-panel.tsx';

type SystemInfoSideProps = {
  readonly app: ConsoleApp;
  readonly desk: SessionDesk;
  readonly people: readonly Participant[];
};

export function SystemInfoSide({ app, desk, people }: SystemInfoSideProps) {
  const t = useTexts();
  const snapshots = useStore(desk.systemInfo.store, (value) => value);
  const views = useStore(desk.customers.store, (value) => value);
  const peers = useObservable(desk.link.state, (link) => link.peers);
  const customers = people.filter(({ role, state }) => !isCsr(role) && state !== 'lobby');
  const customer = customers.find(({ role }) => role === 'primary-customer') ?? customers[0];
  const icon = <IconDeviceDesktopAnalytics size={20} stroke={1.75} />;
  if (customer === undefined) {
    return (
      <EmptyState icon={icon} title={t('systemInfo.emptyTitle')}>
        {t('systemInfo.nobody')}
      </EmptyState>
    );
  }
  const { id, name } = customer;
  if (peers.get(id)?.hello?.machine.systemInfoProblem === 'unsupported') {
    return (
      <EmptyState icon={icon} title={t('systemInfo.emptyTitle')}>
        {t('systemInfo.unable')}
      </EmptyState>
    );
  }
  return (
    <SystemInfoPanel
      name={name}
      snapshots={snapshots.get(id) ?? []}
      isAsked={views.get(id)?.access['system-info'].kind === 'asked'}
      onRequest={() => {
        desk.systemInfo.request(id);
      }}
      onCopy={app.copy}
      onSave={app.saveFile}
    />
  );
}

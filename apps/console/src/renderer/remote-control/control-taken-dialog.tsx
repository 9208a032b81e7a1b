/** Somebody else has control: take it over, with the customer's word, or wait for one's turn. */

import { Button, Group, Modal, Text } from '@mantine/core';
import { useStore, useTexts } from '@alongside/ui';
import type { Capability, Participant } from '@alongside/protocol';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';

type ControlTakenDialogProps = {
  readonly opened: boolean;
  readonly desk: SessionDesk;
  readonly customer: Participant | undefined;
  readonly capability: Capability;
  readonly onClose: () => void;
};

export function ControlTakenDialog({ opened, desk, customer, capability, onClose }: ControlTakenDialogProps) {
  const t = useTexts();
  const { customers, link } = desk;
  const holder = useStore(customers.store, (views) =>
    customer === undefined ? undefined : views.get(customer.id)?.control.holder,
  );
  const name = useObservable(
    link.state,
    ({ session }) => session?.participants.find(({ id }) => id === holder)?.name ?? '',
  );
  const choose = (act: typeof customers.ask) => (): void => {
    if (customer !== undefined) act(customer.id, capability);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('control.takenTitle', { name })}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Text>{t('control.takenBody', { name, customer: customer?.name ?? '' })}</Text>
      <Group mt="lg" justify="flex-end">
        <Button variant="subtle" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button variant="default" onClick={choose(customers.ask)}>
          {t('control.takeOver')}
        </Button>
        <Button data-autofocus onClick={choose(customers.wait)}>
          {t('control.waitForIt')}
        </Button>
      </Group>
    </Modal>
  );
}

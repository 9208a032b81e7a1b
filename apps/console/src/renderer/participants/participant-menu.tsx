/** What the lead can do with one person; removing and handing on the lead are asked once. */

import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import type { Participant } from '@alongside/protocol';
import { IconCrown, IconDots, IconStar, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParticipantActions } from './participants-panel.tsx';
import classes from './participants-panel.module.css';

type ParticipantMenuProps = Pick<ParticipantActions, 'onRemove' | 'onMakePrimary' | 'onTransfer'> & {
  readonly person: Participant;
  readonly canBePrimary: boolean;
};

export function ParticipantMenu(props: ParticipantMenuProps) {
  const { person, canBePrimary, onRemove, onMakePrimary, onTransfer } = props;
  const t = useTexts();
  const [asking, setAsking] = useState<'nothing' | 'remove' | 'transfer'>('nothing');
  const { id, name } = person;
  const stopAsking = (): void => {
    setAsking('nothing');
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('participants.actions', { name })}>
            <IconDots size={16} stroke={1.75} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {canBePrimary && (
            <Menu.Item
              leftSection={<IconStar size={16} stroke={1.75} />}
              onClick={() => {
                onMakePrimary(id);
              }}
            >
              {t('participants.makePrimary')}
            </Menu.Item>
          )}
          {person.role === 'assisting-csr' && (
            <Menu.Item
              leftSection={<IconCrown size={16} stroke={1.75} />}
              onClick={() => {
                setAsking('transfer');
              }}
            >
              {t('colleagues.transfer')}
            </Menu.Item>
          )}
          <Menu.Item
            className={classes.removeItem}
            leftSection={<IconUserMinus size={16} stroke={1.75} />}
            onClick={() => {
              setAsking('remove');
            }}
          >
            {t('participants.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Confirm
        opened={asking === 'transfer'}
        title={t('colleagues.transferTitle', { name })}
        body={t('colleagues.transferBody', { name })}
        action={t('colleagues.transfer')}
        color="accent"
        onClose={stopAsking}
        onConfirm={() => {
          onTransfer(id);
        }}
      />
      <Confirm
        opened={asking === 'remove'}
        title={t('participants.removeTitle', { name })}
        body={t('participants.removeBody')}
        action={t('participants.remove')}
        color="danger"
        onClose={stopAsking}
        onConfirm={() => {
          onRemove(id);
        }}
      />
    </>
  );
}

type ConfirmProps = {
  readonly opened: boolean;
  readonly title: string;
  readonly body: string;
  readonly action: string;
  readonly color: 'accent' | 'danger';
  readonly onClose: () => void;
  readonly onConfirm: () => void;
};

function Confirm({ opened, title, body, action, color, onClose, onConfirm }: ConfirmProps) {
  const t = useTexts();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <p className={classes.removeBody}>{body}</p>
      <div className={classes.removeActions}>
        <Button onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button
          variant="filled"
          color={color}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Modal>
  );
}

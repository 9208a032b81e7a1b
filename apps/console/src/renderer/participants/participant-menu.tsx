/** What the lead can do with one person; removing is asked once. */

import { ActionIcon, Button, Menu, Modal } from '@mantine/core';
import { useTexts } from '@alongside/ui';
import type { Participant } from '@alongside/protocol';
import { IconDots, IconStar, IconUserMinus } from '@tabler/icons-react';
import { useState } from 'react';
import type { ParticipantActions } from './participants-panel.tsx';
import classes from './participants-panel.module.css';

type ParticipantMenuProps = Pick<ParticipantActions, 'onRemove' | 'onMakePrimary'> & {
  readonly person: Participant;
  readonly canBePrimary: boolean;
};

export function ParticipantMenu({ person, canBePrimary, onRemove, onMakePrimary }: ParticipantMenuProps) {
  const t = useTexts();
  const [asking, setAsking] = useState(false);
  const { id, name } = person;
  const stopAsking = (): void => {
    setAsking(false);
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
          <Menu.Item
            color="danger"
            leftSection={<IconUserMinus size={16} stroke={1.75} />}
            onClick={() => {
              setAsking(true);
            }}
          >
            {t('participants.remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={asking}
        onClose={stopAsking}
        title={t('participants.removeTitle', { name })}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <p className={classes.removeBody}>{t('participants.removeBody')}</p>
        <div className={classes.removeActions}>
          <Button onClick={stopAsking} data-autofocus>
            {t('common.cancel')}
          </Button>
          <Button
            variant="filled"
            color="danger"
            onClick={() => {
              stopAsking();
              onRemove(id);
            }}
          >
            {t('participants.remove')}
          </Button>
        </div>
      </Modal>
    </>
  );
}

/** Somebody talks or shows their face: join too? Stands until it is answered, and does not come again for the same. */

import { Button, Group, Text } from '@mantine/core';
import { useState } from 'react';
import { useTexts } from '../provider/ui-choices.ts';
import type { CallPerson, OwnCall } from './call-types.ts';
import classes from './call.module.css';

type CallInvitationProps = {
  readonly own: OwnCall;
  readonly people: readonly CallPerson[];
  readonly onJoinVoice: () => void;
  readonly onOpenVideo: () => void;
};

export function CallInvitation({ own, people, onJoinVoice, onOpenVideo }: CallInvitationProps) {
  const t = useTexts();
  const [declined, setDeclined] = useState({ voice: false, video: false });
  const talking = people.find(({ voice }) => voice !== 'out');
  const showing = people.find(({ camera }) => camera !== null);
  if (talking !== undefined && own.voice === 'out' && !declined.voice) {
    return (
      <Invitation
        text={t('call.inviteVoice', { name: talking.name })}
        yes={t('call.joinInternet')}
        onYes={onJoinVoice}
        onNo={() => {
          setDeclined({ ...declined, voice: true });
        }}
      />
    );
  }
  if (showing !== undefined && own.camera === null && !declined.video) {
    return (
      <Invitation
        text={t('call.inviteVideo', { name: showing.name })}
        yes={t('call.lookAtVideo')}
        onYes={() => {
          setDeclined({ ...declined, video: true });
          onOpenVideo();
        }}
        onNo={() => {
          setDeclined({ ...declined, video: true });
        }}
      />
    );
  }
  return null;
}

type InvitationProps = {
  readonly text: string;
  readonly yes: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
};

function Invitation({ text, yes, onYes, onNo }: InvitationProps) {
  const t = useTexts();
  return (
    <section className={classes.invitation} role="alert" aria-label={text}>
      <Text fw={600}>{text}</Text>
      <Group gap="xs">
        <Button size="xs" variant="filled" onClick={onYes}>
          {yes}
        </Button>
        <Button size="xs" onClick={onNo}>
          {t('call.notNow')}
        </Button>
      </Group>
    </section>
  );
}

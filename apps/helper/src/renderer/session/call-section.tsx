/** Voice and video on the customer's side: two buttons, each with its panel, and the question whether to join. */
import { CallInvitation, RemoteVoices, useTexts, VideoPanel, VoicePanel } from '@alongside/ui';
import { callPeople, type Call, type LinkState } from '@alongside/rtc';
import { Button } from '@mantine/core';
import { IconHeadset, IconVideo } from '@tabler/icons-react';
import { useState } from 'react';
import { useObservable } from './use-session.ts';
import classes from './call-section.module.css';

type CallSectionProps = { readonly call: Call; readonly state: LinkState };

const ICON = { size: 20, stroke: 1.75, 'aria-hidden': true } as const;

export function CallSection({ call, state }: CallSectionProps) {
  const t = useTexts();
  const own = useObservable(call.state);
  const [open, setOpen] = useState<'none' | 'audio' | 'video'>('none');
  const people = callPeople(state, own);
  const toggle = (panel: 'audio' | 'video') => (): void => setOpen(open === panel ? 'none' : panel);
  const joinVoice = (): void => {
    setOpen('audio');
    void call.joinByInternet();
  };
  return (
    <section className={classes.section} aria-label={t('call.title')}>
      <RemoteVoices own={own} people={people} />
      <CallInvitation
        own={own}
        people={people}
        onJoinVoice={joinVoice}
        onOpenVideo={() => setOpen('video')}
      />
      <div className={classes.buttons}>
        <Button
          aria-expanded={open === 'audio'}
          leftSection={<IconHeadset {...ICON} />}
          onClick={toggle('audio')}
        >
          {t('call.audio')}
        </Button>
        <Button
          aria-expanded={open === 'video'}
          leftSection={<IconVideo {...ICON} />}
          onClick={toggle('video')}
        >
          {t('call.video')}
        </Button>
      </div>
      {open === 'audio' && (
        <VoicePanel own={own} people={people} phone={state.site?.phone ?? null} actions={call} />
      )}
      {open === 'video' && <VideoPanel own={own} people={people} canStart actions={call} />}
    </section>
  );
}

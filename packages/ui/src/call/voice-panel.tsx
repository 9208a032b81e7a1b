/** *Audio*: by internet or by phone, who is in it, who speaks, and one's own microphone. */

import { Button, Group, Stack, Text } from '@mantine/core';
import { IconMicrophone, IconMicrophoneOff, IconPhone } from '@tabler/icons-react';
import { useTexts } from '../provider/ui-choices.ts';
import type { Translate } from '../i18n/i18n.ts';
import type { CallActions, CallPerson, CallPhone, OwnCall } from './call-types.ts';
import { DeviceChoice } from './device-choice.tsx';
import { DeviceProblem } from './device-problem.tsx';
import { useLoudness } from './use-level.ts';
import classes from './call.module.css';

type VoicePanelProps = {
  readonly own: OwnCall;
  readonly people: readonly CallPerson[];
  /** Null where the site has none. */
  readonly phone: CallPhone | null;
  readonly actions: CallActions;
};

const ICON = { size: 18, stroke: 1.75, 'aria-hidden': true } as const;

export function VoicePanel({ own, people, phone, actions }: VoicePanelProps) {
  const t = useTexts();
  return (
    <Stack gap="md" className={classes.panel ?? ''}>
      <DeviceProblem own={own} of="microphone" />
      {own.voice === 'internet' ? (
        <OwnVoice own={own} actions={actions} />
      ) : (
        <Button
          variant="filled"
          leftSection={<IconMicrophone {...ICON} />}
          onClick={() => void actions.joinByInternet()}
        >
          {t('call.joinInternet')}
        </Button>
      )}
      <PeopleInVoice own={own} people={people} />
      <ByPhone own={own} phone={phone} actions={actions} />
    </Stack>
  );
}

function OwnVoice({ own, actions }: Pick<VoicePanelProps, 'own' | 'actions'>) {
  const t = useTexts();
  return (
    <Stack gap="sm">
      <Group grow>
        <Button
          leftSection={own.muted ? <IconMicrophoneOff {...ICON} /> : <IconMicrophone {...ICON} />}
          disabled={own.microphone === null}
          onClick={() => {
            actions.setMuted(!own.muted);
          }}
        >
          {own.muted ? t('call.unmute') : t('call.mute')}
        </Button>
        <Button onClick={actions.leaveVoice}>{t('call.leave')}</Button>
      </Group>
      {own.microphone !== null && <Meter stream={own.microphone} label={t('call.ownLevel')} />}
      <DeviceChoice label={t('call.microphone')} kind="audioinput" own={own} actions={actions} />
      <DeviceChoice label={t('call.speaker')} kind="audiooutput" own={own} actions={actions} />
    </Stack>
  );
}

function Meter({ stream, label }: { readonly stream: MediaStream; readonly label: string }) {
  const { level } = useLoudness(stream);
  return <meter className={classes.meter} min={0} max={1} value={level} aria-label={label} />;
}

function PeopleInVoice({ own, people }: Pick<VoicePanelProps, 'own' | 'people'>) {
  const t = useTexts();
  if (people.length === 0) return <Text size="sm">{t('call.nobodyHere')}</Text>;
  return (
    <ul className={classes.people} aria-label={t('call.people')}>
      {people.map((person) => (
        <Speaker key={person.id} person={person} hears={own.voice === 'internet'} />
      ))}
    </ul>
  );
}

function Speaker({ person, hears }: { readonly person: CallPerson; readonly hears: boolean }) {
  const t = useTexts();
  const isHeard = hears && person.voice === 'internet' && !person.muted;
  const { isSpeaking } = useLoudness(isHeard ? person.microphone : null);
  return (
    <li className={classes.person} data-speaking={isSpeaking}>
      <span>{person.name}</span>
      <span className={classes.state}>{isSpeaking ? t('call.speaking') : stateOf(t, person)}</span>
    </li>
  );
}

function stateOf(t: Translate, { voice, muted }: CallPerson): string {
  if (voice === 'out') return t('call.notJoined');
  if (voice === 'phone') return t('call.onPhone');
  return muted ? t('call.mutedMark') : t('call.onInternet');
}

function ByPhone({ own, phone, actions }: Pick<VoicePanelProps, 'own' | 'phone' | 'actions'>) {
  const t = useTexts();
  return (
    <section className={classes.phone} aria-label={t('call.phoneTitle')}>
      <Text fw={600}>{t('call.phoneTitle')}</Text>
      {phone === null ? (
        <Text size="sm">{t('call.phoneNone')}</Text>
      ) : (
        <>
          <dl className={classes.numbers}>
            {phone.numbers.map(({ label, number }) => (
              <div key={number}>
                <dt>{label}</dt>
                <dd translate="no">{number}</dd>
              </div>
            ))}
            {phone.accessCode !== null && (
              <div>
                <dt>{t('call.accessCode')}</dt>
                <dd translate="no">{phone.accessCode}</dd>
              </div>
            )}
          </dl>
          {own.voice === 'phone' ? (
            <Button onClick={actions.leaveVoice}>{t('call.leavePhone')}</Button>
          ) : (
            <Button leftSection={<IconPhone {...ICON} />} onClick={actions.joinByPhone}>
              {t('call.joinPhone')}
            </Button>
          )}
        </>
      )}
    </section>
  );
}

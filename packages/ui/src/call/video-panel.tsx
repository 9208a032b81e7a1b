/** *Video*: the faces of all who show theirs, and one's own, looked at before anybody else sees it. */

import { Button, Group, Stack, Text } from '@mantine/core';
import { useTexts } from '../provider/ui-choices.ts';
import type { CallActions, CallPerson, OwnCall } from './call-types.ts';
import { DeviceChoice } from './device-choice.tsx';
import { DeviceProblem } from './device-problem.tsx';
import { useStream } from './use-stream.ts';
import classes from './call.module.css';

type VideoPanelProps = {
  readonly own: OwnCall;
  readonly people: readonly CallPerson[];
  /** A CSR begins once a customer is there. */
  readonly canStart: boolean;
  readonly actions: CallActions;
};

export function VideoPanel({ own, people, canStart, actions }: VideoPanelProps) {
  const t = useTexts();
  const shown = people.filter(({ camera }) => camera !== null);
  return (
    <Stack gap="md" className={classes.panel ?? ''}>
      <DeviceProblem own={own} of="camera" />
      <div className={classes.grid}>
        {own.camera !== null && (
          <Face stream={own.camera} name={own.isPreview ? t('call.preview') : t('call.you')} isMirrored />
        )}
        {shown.map(({ id, name, camera }) => (
          <Face key={id} stream={camera} name={name} />
        ))}
      </div>
      {shown.length === 0 && own.camera === null && <Text size="sm">{t('call.noVideo')}</Text>}
      <OwnCamera own={own} canStart={canStart} actions={actions} />
    </Stack>
  );
}

function OwnCamera({ own, canStart, actions }: Omit<VideoPanelProps, 'people'>) {
  const t = useTexts();
  if (own.camera === null) {
    return (
      <>
        {!canStart && <Text size="sm">{t('call.needCustomer')}</Text>}
        <Button variant="filled" disabled={!canStart} onClick={() => void actions.previewCamera()}>
          {t('call.openCamera')}
        </Button>
      </>
    );
  }
  return (
    <Stack gap="sm">
      <DeviceChoice label={t('call.camera')} kind="videoinput" own={own} actions={actions} />
      <Group grow>
        <Button onClick={actions.stopCamera}>
          {own.isPreview ? t('common.cancel') : t('call.stopVideo')}
        </Button>
        {own.isPreview && (
          <Button variant="filled" onClick={() => void actions.startCamera()}>
            {t('call.startVideo')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

type FaceProps = {
  readonly stream: MediaStream | null;
  readonly name: string;
  /** As people know themselves. */
  readonly isMirrored?: boolean;
};

function Face({ stream, name, isMirrored = false }: FaceProps) {
  const video = useStream<HTMLVideoElement>(stream);
  return (
    <figure className={classes.face}>
      {/* A live face has no captions to offer; its voice comes by itself. */}
      <video ref={video} data-mirrored={isMirrored} aria-label={name} muted playsInline />
      <figcaption>{name}</figcaption>
    </figure>
  );
}

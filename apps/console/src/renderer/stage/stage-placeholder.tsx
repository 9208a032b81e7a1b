/** What stands on the stage before there is a picture: what is missing, and the next step. */

import { Button } from '@mantine/core';
import { EmptyState, errorText, ErrorState, LoadingState, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import { unreachable } from '@alongside/protocol';
import type { Capability } from '@alongside/protocol';
import { IconDeviceDesktop, IconDoorEnter, IconHourglass, IconUserPlus } from '@tabler/icons-react';
import type { StageView } from './stage-view.ts';
import classes from './stage.module.css';

type StagePlaceholderProps = {
  readonly view: Exclude<StageView, { kind: 'showing' }> | StageView;
  readonly onInvite: () => void;
  readonly onAsk: (capability: 'view-desktop') => void;
  readonly onWithdraw: () => void;
};

const ASKED: Readonly<Record<Capability, (t: Translate) => string>> = {
  'view-desktop': (t) => t('control.askedView'),
  'control-desktop': (t) => t('control.askedControl'),
  'view-application': (t) => t('control.askedViewApp'),
  'control-application': (t) => t('control.askedControlApp'),
  'read-clipboard': (t) => t('control.askedReadClip'),
  'write-clipboard': (t) => t('control.askedWriteClip'),
  'system-info': (t) => t('systemInfo.asked'),
  recording: (t) => t('recording.asked'),
  reboot: (t) => t('reboot.asked'),
  'browse-files': (t) => t('folders.askedShort'),
  'use-files': (t) => t('folders.askedShort'),
};

const ICON = { size: 20, stroke: 1.75 } as const;

export function StagePlaceholder(props: StagePlaceholderProps) {
  return <div className={classes.placeholder}>{contentOf(props, useTexts())}</div>;
}

function contentOf(
  { view, onInvite, onAsk, onWithdraw }: StagePlaceholderProps,
  t: ReturnType<typeof useTexts>,
) {
  switch (view.kind) {
    case 'nobody':
      return (
        <EmptyState
          icon={<IconUserPlus {...ICON} />}
          title={t('stage.emptyTitle')}
          action={<Button onClick={onInvite}>{t('participants.emptyAction')}</Button>}
        >
          {t('stage.emptyNobody')}
        </EmptyState>
      );
    case 'lobby':
      return (
        <EmptyState icon={<IconDoorEnter {...ICON} />} title={t('stage.emptyTitle')}>
          {t('stage.emptyLobby')}
        </EmptyState>
      );
    case 'connecting':
      return (
        <EmptyState icon={<IconHourglass {...ICON} />} title={t('stage.emptyTitle')}>
          {t('stage.emptyConnecting', { name: view.customer.name })}
        </EmptyState>
      );
    case 'refused':
      return (
        <ErrorState code={view.code} showCode>
          <Button size="xs" onClick={onInvite}>
            {t('participants.emptyAction')}
          </Button>
        </ErrorState>
      );
    case 'idle':
      return (
        <EmptyState
          icon={<IconDeviceDesktop {...ICON} />}
          title={t('stage.emptyTitle')}
          action={
            view.problem === null && (
              <Button
                variant="filled"
                onClick={() => {
                  onAsk('view-desktop');
                }}
              >
                {t('control.requestView')}
              </Button>
            )
          }
        >
          {view.problem === null
            ? t('stage.emptyAsk', { name: view.customer.name })
            : errorText(t, view.problem)}
        </EmptyState>
      );
    case 'asked':
      return (
        <EmptyState
          icon={<IconHourglass {...ICON} />}
          title={view.isWaiting ? t('control.waiting') : t('control.asked', { name: view.customer.name })}
          action={<Button onClick={onWithdraw}>{t('control.withdraw')}</Button>}
        >
          {ASKED[view.capability](t)}
        </EmptyState>
      );
    case 'awaiting':
      return (
        <div role="status" aria-label={t('stage.waitingForPicture')}>
          <LoadingState />
        </div>
      );
    case 'showing':
      return null;
    default:
      return unreachable(view);
  }
}

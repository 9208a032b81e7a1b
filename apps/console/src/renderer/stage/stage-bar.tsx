/** The small bar above the picture: size, monitor, special keys, and how sharp and how quick it is. */

import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { KeyCaps, useStore, useTexts } from '@alongside/ui';
import type { DisplayInfo } from '@alongside/protocol';
import { IconDeviceDesktop, IconKeyboard, IconMaximize, IconMinimize } from '@tabler/icons-react';
import { useObservable } from '../app/use-observable.ts';
import type { SessionDesk } from '../session/session-desk.ts';
import type { InputSender } from './input-sender.ts';
import { pressAll, SPECIAL_KEYS } from './special-keys.ts';
import type { Scale } from './stage-picture.tsx';
import type { StageView } from './stage-view.ts';
import classes from './stage-bar.module.css';

type StageBarProps = {
  readonly desk: SessionDesk;
  readonly view: StageView;
  readonly sender: InputSender | undefined;
  readonly scale: Scale;
  readonly isFull: boolean;
  readonly onScale: (scale: Scale) => void;
  readonly onFullScreen: () => void;
};

export function StageBar({ desk, view, sender, scale, isFull, onScale, onFullScreen }: StageBarProps) {
  const t = useTexts();
  if (view.kind !== 'showing') return null;
  const controlling = view.hand.kind !== 'viewing';
  const fullLabel = isFull ? t('stage.leaveFullScreen') : t('stage.fullScreen');
  return (
    <div className={classes.bar} role="toolbar" aria-label={t('stage.bar')}>
      <SegmentedControl
        size="xs"
        aria-label={t('stage.scale')}
        value={scale}
        data={[
          { value: 'fit', label: t('stage.fit') },
          { value: 'actual', label: t('stage.actual') },
        ]}
        onChange={(next) => {
          onScale(next === 'actual' ? 'actual' : 'fit');
        }}
      />
      <Tooltip label={fullLabel}>
        <ActionIcon aria-label={fullLabel} onClick={onFullScreen}>
          {isFull ? <IconMinimize size={18} stroke={1.75} /> : <IconMaximize size={18} stroke={1.75} />}
        </ActionIcon>
      </Tooltip>
      <MonitorMenu desk={desk} customer={view.customer.id} />
      <Menu>
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            className={classes.quiet ?? ''}
            leftSection={<IconKeyboard size={18} stroke={1.75} />}
            disabled={!controlling}
          >
            {t('stage.keys')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{t('stage.keysHint')}</Menu.Label>
          {SPECIAL_KEYS.map(({ id, caps, codes }) => (
            <Menu.Item
              key={id}
              onClick={() => {
                sender?.send(pressAll(codes));
              }}
            >
              <KeyCaps keys={caps} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={classes.space} />
      <Figures desk={desk} customer={view.customer.id} />
    </div>
  );
}

type OfCustomer = { readonly desk: SessionDesk; readonly customer: StageCustomer };
type StageCustomer = Extract<StageView, { kind: 'showing' }>['customer']['id'];

function MonitorMenu({ desk, customer }: OfCustomer) {
  const t = useTexts();
  const view = useStore(desk.customers.store, (views) => views.get(customer));
  if (view === undefined || view.displays.length < 2) return null;
  const labelOf = (display: DisplayInfo, at: number): string =>
    display.label === '' ? t('stage.monitorNumber', { number: at + 1 }) : display.label;
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          className={classes.quiet ?? ''}
          leftSection={<IconDeviceDesktop size={18} stroke={1.75} />}
        >
          {t('stage.monitor')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={view.shared ?? ''}
          onChange={(display) => {
            desk.customers.chooseDisplay(customer, display);
          }}
        >
          {view.displays.map((display, at) => (
            <Menu.RadioItem key={display.id} value={display.id} closeMenuOnClick>
              {t('stage.monitorOption', {
                label: labelOf(display, at),
                width: display.bounds.width,
                height: display.bounds.height,
              })}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}

function Figures({ desk, customer }: OfCustomer) {
  const t = useTexts();
  const stats = useObservable(desk.link.state, ({ peers }) => peers.get(customer)?.stats ?? null);
  if (stats === null) return null;
  const { width, height, fps, rttMs, codec } = stats;
  return (
    <span className={classes.figures}>
      {width !== null && height !== null && <span>{t('connection.resolution', { width, height })}</span>}
      {fps !== null && <span>{t('connection.fps', { fps: Math.round(fps) })}</span>}
      {rttMs !== null && (
        <Tooltip label={t('connection.latencyHint', { ms: Math.round(rttMs) })}>
          <span>{t('connection.rtt', { ms: Math.round(rttMs) })}</span>
        </Tooltip>
      )}
      {codec !== null && <span>{codec}</span>}
    </span>
  );
}

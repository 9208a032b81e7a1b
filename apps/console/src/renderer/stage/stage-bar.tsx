/** The small bar above the picture: size, monitor, special keys, and how sharp and how quick it is. */

import { ActionIcon, Button, Menu, SegmentedControl, Tooltip } from '@mantine/core';
import { KeyCaps, useStore, useTexts } from '@alongside/ui';
import type { InputSender, Store } from '@alongside/ui';
import { ALL_DISPLAYS } from '@alongside/protocol';
import type { DisplayInfo } from '@alongside/protocol';
import {
  IconDeviceDesktop,
  IconKeyboard,
  IconKeyboardShow,
  IconMaximize,
  IconMinimize,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { SessionDesk } from '../session/session-desk.ts';
import { ClipboardMenu } from '../clipboard/clipboard-menu.tsx';
import { QualityMenu } from '../quality/quality-menu.tsx';
import { StageFigures } from '../quality/stage-figures.tsx';
import { StageGrant } from './stage-grant.tsx';
import { byLastUse, pressAll } from './special-keys.ts';
import type { Scale } from './stage-picture.tsx';
import type { StageView } from './stage-view.ts';
import classes from './stage-bar.module.css';

/** Which special keys were used last, and how to say that one was. */
export type LastKeys = {
  readonly last: readonly string[];
  readonly onUse: (id: string) => void;
};

type StageBarProps = {
  readonly keys: LastKeys;
  readonly desk: SessionDesk;
  readonly view: StageView;
  readonly sender: InputSender | undefined;
  readonly scale: Scale;
  readonly isFull: boolean;
  readonly onScale: (scale: Scale) => void;
  /** Pointing and drawing. */
  readonly tools: ReactNode;
  /** From click to pixel, in ms. */
  readonly times: Store<readonly number[]>;
  readonly onFullScreen: () => void;
  /** The keyboard on the screen, opened or closed. */
  readonly onKeyboard: () => void;
};

export function StageBar({
  keys,
  desk,
  view,
  sender,
  scale,
  isFull,
  onScale,
  tools,
  times,
  onFullScreen,
  onKeyboard,
}: StageBarProps) {
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
      <StageGrant desk={desk} customer={view.customer.id} />
      <MonitorMenu desk={desk} customer={view.customer.id} />
      <Menu>
        <Menu.Target>
          <Button
            size="xs"
            title={t('stage.keys')}
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
          <Menu.Item leftSection={<IconKeyboardShow size={16} stroke={1.75} />} onClick={onKeyboard}>
            {t('stage.keyboard')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t('stage.keysHint')}</Menu.Label>
          {byLastUse(keys.last).map(({ id, caps, codes }) => (
            <Menu.Item
              key={id}
              onClick={() => {
                sender?.send(pressAll(codes));
                keys.onUse(id);
              }}
            >
              <KeyCaps keys={caps} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {tools}
      <ClipboardMenu desk={desk} view={view} />
      <span className={classes.space} />
      <QualityMenu desk={desk} customer={view.customer.id} />
      <StageFigures desk={desk} customer={view.customer.id} times={times} />
    </div>
  );
}

type OfCustomer = { readonly desk: SessionDesk; readonly customer: StageCustomer };
type StageCustomer = Extract<StageView, { kind: 'showing' }>['customer']['id'];

function MonitorMenu({ desk, customer }: OfCustomer) {
  const t = useTexts();
  const view = useStore(desk.customers.store, (views) => views.get(customer));
  if (view === undefined || view.displays.length < 2 || view.window !== null) return null;
  const labelOf = ({ id, label }: DisplayInfo, at: number): string => {
    if (id === ALL_DISPLAYS) return t('stage.allMonitors');
    return label === '' ? t('stage.monitorNumber', { number: at + 1 }) : label;
  };
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="xs"
          title={t('stage.monitor')}
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

/** The toolbar: what works, with icon, label and shortcut. */

import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { KeyCaps, useTexts } from '@alongside/ui';
import {
  IconChevronDown,
  IconDeviceDesktopAnalytics,
  IconDeviceDesktopShare,
  IconDoorExit,
  IconFiles,
  IconHeadset,
  IconMessage,
  IconNotes,
  IconPlayerRecord,
  IconUserPlus,
  IconUsers,
  IconVideo,
} from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Command, CommandId } from './commands.ts';
import classes from './toolbar.module.css';

type ToolbarProps = {
  readonly commands: readonly Command[];
  readonly open: Readonly<
    Record<
      'participants' | 'chat' | 'audio' | 'video' | 'files' | 'systemInfo' | 'notes' | 'recorder',
      boolean
    >
  >;
  readonly unread: number;
};

const ICON = { size: 20, stroke: 1.6, 'aria-hidden': true } as const;
const CONTROL_ITEMS: readonly CommandId[] = [
  'request-view',
  'request-control',
  'request-view-app',
  'request-control-app',
  'share-desktop',
  'share-application',
  'stop',
  'request-reboot',
];

export function Toolbar({ commands, open, unread }: ToolbarProps) {
  const t = useTexts();
  const of = (id: CommandId): Command | undefined => commands.find((command) => command.id === id);
  const items = CONTROL_ITEMS.flatMap((id) => of(id) ?? []);
  // Mantine would try one that is disabled, and leave the focus outside.
  const first = items.find(({ enabled }) => enabled);
  return (
    <div className={classes.toolbar} role="toolbar" aria-label={t('session.toolbar')}>
      <Tool command={of('invite')} icon={<IconUserPlus {...ICON} />} />
      <Tool command={of('participants')} icon={<IconUsers {...ICON} />} pressed={open.participants} />
      <Tool
        command={of('chat')}
        icon={<IconMessage {...ICON} />}
        pressed={open.chat}
        badge={unread}
        description={unread === 0 ? undefined : t('session.unread', { count: unread })}
      />
      <Tool command={of('audio')} icon={<IconHeadset {...ICON} />} pressed={open.audio} />
      <Tool command={of('video')} icon={<IconVideo {...ICON} />} pressed={open.video} />
      <Menu position="bottom-start">
        <Menu.Target>
          <ToolButton
            icon={<IconDeviceDesktopShare {...ICON} />}
            label={t('session.remoteControl')}
            withMenu
          />
        </Menu.Target>
        <Menu.Dropdown>
          {items.map((command) => (
            <Menu.Item
              key={command.id}
              data-autofocus={command === first ? true : undefined}
              aria-keyshortcuts={command.keys?.join('+')}
              disabled={!command.enabled}
              onClick={command.run}
              rightSection={shortcutOf(command)}
            >
              {command.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Tool command={of('files')} icon={<IconFiles {...ICON} />} pressed={open.files} />
      <Tool
        command={of('system-info')}
        icon={<IconDeviceDesktopAnalytics {...ICON} />}
        pressed={open.systemInfo}
      />
      <Tool command={of('notes')} icon={<IconNotes {...ICON} />} pressed={open.notes} />
      <Tool command={of('record')} icon={<IconPlayerRecord {...ICON} />} pressed={open.recorder} />
      <span className={classes.space} />
      <Tool command={of('end')} icon={<IconDoorExit {...ICON} />} danger />
    </div>
  );
}

/** Told by `aria-keyshortcuts`, so that it is no part of the name. */
function shortcutOf({ keys }: Command): ReactNode {
  if (keys === undefined) return undefined;
  return (
    <span aria-hidden>
      <KeyCaps keys={keys} />
    </span>
  );
}

type ToolProps = {
  readonly command: Command | undefined;
  readonly icon: ReactNode;
  readonly pressed?: boolean;
  readonly badge?: number;
  readonly description?: string | undefined;
  readonly danger?: boolean;
};

function Tool({ command, icon, pressed, badge = 0, description, danger = false }: ToolProps) {
  if (command === undefined) return null;
  const { label, keys, enabled, run } = command;
  return (
    <Tooltip label={keys === undefined ? label : <KeyCaps keys={keys} />} position="bottom">
      <ToolButton
        icon={icon}
        label={label}
        badge={badge}
        disabled={!enabled}
        aria-pressed={pressed}
        aria-description={description}
        aria-keyshortcuts={keys?.join('+')}
        data-danger={danger}
        onClick={run}
      />
    </Tooltip>
  );
}

type ToolButtonProps = ComponentProps<'button'> & {
  readonly icon: ReactNode;
  readonly label: string;
  readonly badge?: number;
  readonly withMenu?: boolean;
  readonly 'data-danger'?: boolean;
};

function ToolButton({ icon, label, badge = 0, withMenu = false, className, ...rest }: ToolButtonProps) {
  return (
    // Tooltip and menu put classes of their own on what they open from.
    <UnstyledButton className={`${classes.tool} ${className ?? ''}`} aria-label={label} {...rest}>
      <span className={classes.icon}>
        {icon}
        {badge > 0 && <span className={classes.badge}>{badge > 99 ? '99+' : badge}</span>}
      </span>
      <span>{label}</span>
      {withMenu && <IconChevronDown size={14} stroke={2} aria-hidden />}
    </UnstyledButton>
  );
}

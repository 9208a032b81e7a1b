/** The toolbar: what works, with icon, label and shortcut. */

import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { KeyCaps, useTexts } from '@alongside/ui';
import {
  IconChevronDown,
  IconDeviceDesktopShare,
  IconDoorExit,
  IconMessage,
  IconNotes,
  IconUserPlus,
  IconUsers,
} from '@tabler/icons-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Command, CommandId } from './commands.ts';
import classes from './toolbar.module.css';

type ToolbarProps = {
  readonly commands: readonly Command[];
  readonly open: { readonly participants: boolean; readonly chat: boolean; readonly notes: boolean };
  readonly unread: number;
};

const ICON = { size: 20, stroke: 1.6, 'aria-hidden': true } as const;
const CONTROL_ITEMS: readonly CommandId[] = ['request-view', 'request-control', 'stop'];

export function Toolbar({ commands, open, unread }: ToolbarProps) {
  const t = useTexts();
  const of = (id: CommandId): Command | undefined => commands.find((command) => command.id === id);
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
      <Menu position="bottom-start">
        <Menu.Target>
          <ToolButton
            icon={<IconDeviceDesktopShare {...ICON} />}
            label={t('session.remoteControl')}
            withMenu
          />
        </Menu.Target>
        <Menu.Dropdown>
          {CONTROL_ITEMS.map(of).map(
            (command) =>
              command !== undefined && (
                <Menu.Item
                  key={command.id}
                  aria-label={command.label}
                  disabled={!command.enabled}
                  onClick={command.run}
                  rightSection={command.keys === undefined ? undefined : <KeyCaps keys={command.keys} />}
                >
                  {command.label}
                </Menu.Item>
              ),
          )}
        </Menu.Dropdown>
      </Menu>
      <Tool command={of('notes')} icon={<IconNotes {...ICON} />} pressed={open.notes} />
      <span className={classes.space} />
      <Tool command={of('end')} icon={<IconDoorExit {...ICON} />} danger />
    </div>
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

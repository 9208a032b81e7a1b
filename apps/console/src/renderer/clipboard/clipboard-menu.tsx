/** *Clipboard* above the picture: the two directions, each asked for and given back by itself. */

import { Button, Menu } from '@mantine/core';
import { useStore, useTexts } from '@alongside/ui';
import type { Translate } from '@alongside/ui';
import type { Capability } from '@alongside/protocol';
import type { Access } from '@alongside/session';
import { IconClipboard } from '@tabler/icons-react';
import type { SessionDesk } from '../session/session-desk.ts';
import type { StageView } from '../stage/stage-view.ts';
import classes from '../stage/stage-bar.module.css';

type ClipboardMenuProps = {
  readonly desk: SessionDesk;
  readonly view: Extract<StageView, { kind: 'showing' }>;
};

const DIRECTIONS = ['write-clipboard', 'read-clipboard'] as const satisfies readonly Capability[];

export function ClipboardMenu({ desk, view }: ClipboardMenuProps) {
  const t = useTexts();
  const customer = view.customer.id;
  const access = useStore(desk.customers.store, (views) => views.get(customer)?.access);
  if (access === undefined) return null;
  const names = { 'write-clipboard': t('clipboard.write'), 'read-clipboard': t('clipboard.read') };
  const isDisabled = (direction: Capability) => desk.clipboard === null || view.unable.includes(direction);
  const first = DIRECTIONS.find((direction) => !isDisabled(direction));
  const isOn = DIRECTIONS.some((direction) => access[direction].kind === 'given');
  return (
    <Menu closeOnItemClick={false}>
      <Menu.Target>
        <Button
          size="xs"
          title={t('clipboard.title')}
          variant={isOn ? 'light' : 'subtle'}
          {...(isOn ? {} : { color: 'gray', className: classes.quiet ?? '' })}
          leftSection={<IconClipboard size={18} stroke={1.75} />}
        >
          {t('clipboard.title')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('clipboard.hint')}</Menu.Label>
        {DIRECTIONS.map((direction) => (
          <Menu.CheckboxItem
            key={direction}
            checked={access[direction].kind === 'given'}
            data-autofocus={direction === first ? true : undefined}
            disabled={isDisabled(direction)}
            onClick={() => {
              toggle(desk, customer, direction);
            }}
            rightSection={stateOf(t, access[direction])}
          >
            {names[direction]}
          </Menu.CheckboxItem>
        ))}
        {desk.clipboard === null && <Menu.Label>{t('clipboard.notInBrowser')}</Menu.Label>}
        {view.unable.includes('read-clipboard') && <Menu.Label>{t('clipboard.notThere')}</Menu.Label>}
      </Menu.Dropdown>
    </Menu>
  );
}

function toggle(
  { customers }: SessionDesk,
  customer: Parameters<typeof customers.ask>[0],
  direction: Capability,
) {
  const kind = customers.store.get().get(customer)?.access[direction].kind;
  if (kind === 'given') customers.giveBack(customer, direction);
  else if (kind === 'asked') customers.withdraw(customer, direction);
  else customers.ask(customer, direction);
}

function stateOf(t: Translate, { kind }: Access): string | undefined {
  return kind === 'asked' ? t('clipboard.asked') : undefined;
}

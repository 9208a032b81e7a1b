/** Who is signed in; language, appearance, signing out. */

import { Menu, UnstyledButton } from '@mantine/core';
import { LanguageSwitch, PersonAvatar, ThemeSwitch, useTexts } from '@alongside/ui';
import type { Account } from '@alongside/protocol';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import classes from './account-menu.module.css';

type AccountMenuProps = { readonly account: Account; readonly onSignOut: () => void };

export function AccountMenu({ account, onSignOut }: AccountMenuProps) {
  const t = useTexts();
  return (
    <Menu position="bottom-end" width={260} closeOnItemClick>
      <Menu.Target>
        <UnstyledButton className={classes.button}>
          <PersonAvatar id={account.email} name={account.name} />
          <span className={classes.name}>{account.name}</span>
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.who}>
          <strong>{account.name}</strong>
          <span>{account.email}</span>
        </div>
        <Menu.Divider />
        <div className={classes.choice}>
          <span>{t('common.language')}</span>
          <LanguageSwitch />
        </div>
        <div className={classes.choiceWide}>
          <span>{t('common.theme')}</span>
          <ThemeSwitch />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={onSignOut}>
          {t('home.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

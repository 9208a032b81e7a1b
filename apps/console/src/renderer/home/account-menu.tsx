/** Who is signed in; language, appearance, signing out. */

import { Button, Divider, Popover, UnstyledButton } from '@mantine/core';
import { LanguageSwitch, PersonAvatar, ThemeSwitch, useTexts } from '@alongside/ui';
import type { Account } from '@alongside/protocol';
import { IconChevronDown, IconLogout } from '@tabler/icons-react';
import classes from './account-menu.module.css';

type AccountMenuProps = { readonly account: Account; readonly onSignOut: () => void };

export function AccountMenu({ account, onSignOut }: AccountMenuProps) {
  const t = useTexts();
  return (
    // No menu: that holds nothing but items, and here are choices too.
    <Popover position="bottom-end" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className={classes.button}>
          <PersonAvatar id={account.email} name={account.name} />
          <span className={classes.name}>{account.name}</span>
          <IconChevronDown size={14} stroke={2} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={classes.who}>
          <strong>{account.name}</strong>
          <span>{account.email}</span>
        </div>
        <Divider my={4} />
        <div className={classes.choice}>
          <span>{t('common.language')}</span>
          <LanguageSwitch />
        </div>
        <div className={classes.choiceWide}>
          <span>{t('common.theme')}</span>
          <ThemeSwitch />
        </div>
        <Divider my={4} />
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          justify="flex-start"
          className={classes.out ?? ''}
          leftSection={<IconLogout size={16} stroke={1.75} />}
          onClick={onSignOut}
        >
          {t('home.signOut')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

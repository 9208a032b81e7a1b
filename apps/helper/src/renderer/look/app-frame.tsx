/** What is around every screen of the customer's window: whose program this is, the language, room for one way out. */
import { LanguageSwitch, useTexts } from '@alongside/ui';
import { IconLifebuoy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import classes from './app-frame.module.css';

type AppFrameProps = { readonly children: ReactNode; readonly foot?: ReactNode };

export function AppFrame({ children, foot }: AppFrameProps) {
  const t = useTexts();
  return (
    <div className={classes.frame}>
      <header className={classes.top}>
        <span className={classes.brand}>
          <IconLifebuoy className={classes.mark} size={22} stroke={1.75} aria-hidden />
          {t('common.appName')}
        </span>
        <div className={classes.language}>
          <LanguageSwitch />
        </div>
      </header>
      {/* Scrolled by keyboard, so it has to take focus. */}
      <main className={classes.body} tabIndex={0}>
        {children}
      </main>
      {foot !== undefined && <footer className={classes.foot}>{foot}</footer>}
    </div>
  );
}

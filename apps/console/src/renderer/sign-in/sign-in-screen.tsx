/** Email, password, and what the relay says. What was typed stays, whatever happens. */

import { Button, PasswordInput, TextInput } from '@mantine/core';
import type { SiteTrust } from '@alongside/rtc';
import { Countdown, errorText, LanguageSwitch, useTexts } from '@alongside/ui';
import { IconAlertCircle, IconPlugConnectedX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AppState } from '../app/app-state.ts';
import { Brand } from '../app/brand.tsx';
import { SiteNote } from '../site/site-note.tsx';
import classes from './sign-in-screen.module.css';

type SignInScreenProps = {
  readonly state: Extract<AppState, { kind: 'sign-in' }>;
  readonly relay: string;
  readonly site: SiteTrust;
  readonly onSignIn: (email: string, password: string) => void;
  readonly onTryNow: () => void;
};

export function SignInScreen({ state, relay, site, onSignIn, onTryNow }: SignInScreenProps) {
  const t = useTexts();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const { reach, busy, problem } = state;
  const organisation = reach.kind === 'here' ? reach.site.organisation : undefined;

  const submit = (): void => {
    setTried(true);
    if (email.trim() !== '' && password !== '') onSignIn(email.trim(), password);
  };

  return (
    <main className={classes.screen}>
      <form
        className={classes.card}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Brand branding={reach.kind === 'here' ? reach.site.branding : undefined} />
        <div>
          <h1 className={classes.title}>
            {organisation === undefined ? t('signIn.titlePlain') : t('signIn.title', { organisation })}
          </h1>
          <p className={classes.intro}>{t('signIn.intro')}</p>
        </div>
        <TextInput
          label={t('signIn.email')}
          type="email"
          autoComplete="username"
          autoFocus
          value={email}
          error={tried && email.trim() === '' ? t('signIn.emailMissing') : undefined}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
          }}
        />
        <PasswordInput
          label={t('signIn.password')}
          autoComplete="current-password"
          visibilityToggleFocusable
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword') }}
          value={password}
          error={tried && password === '' ? t('signIn.passwordMissing') : undefined}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
          }}
        />
        <SiteNote trust={site} />
        {problem !== null && (
          <p className={classes.problem} role="alert">
            <IconAlertCircle size={16} stroke={2} aria-hidden />
            {errorText(t, problem)}
          </p>
        )}
        <Button type="submit" variant="filled" loading={busy} fullWidth>
          {t('signIn.submit')}
        </Button>
        {reach.kind === 'away' && (
          <div className={classes.away} role="alert">
            <p className={classes.awayText}>
              <IconPlugConnectedX size={16} stroke={2} aria-hidden />
              {errorText(t, reach.code)}
            </p>
            <Countdown nextTryAt={reach.nextTryAt} onTryNow={onTryNow} />
          </div>
        )}
      </form>
      <footer className={classes.footer}>
        <span>
          {reach.kind === 'checking'
            ? t('signIn.checking')
            : t('signIn.relay', { host: new URL(relay).host })}
        </span>
        <LanguageSwitch />
      </footer>
    </main>
  );
}

/** One state, one screen. */

import { unreachable } from '@alongside/protocol';
import { LoadingState, useStore } from '@alongside/ui';
import { lazy, Suspense } from 'react';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import type { ConsoleApp } from './console-app.ts';

// Fetched once the first screen is there: a start waits for what it shows and nothing else.
const HomeScreen = lazy(async () => ({ default: (await import('../home/home-screen.tsx')).HomeScreen }));
const SessionScreen = lazy(async () => ({
  default: (await import('../session/session-screen.tsx')).SessionScreen,
}));

type ConsoleScreensProps = { readonly app: ConsoleApp };

export function ConsoleScreens({ app }: ConsoleScreensProps) {
  const state = useStore(app.store, (value) => value);
  switch (state.kind) {
    case 'starting':
      return <LoadingState />;
    case 'sign-in':
      return (
        <SignInScreen
          state={state}
          relay={app.info.relay}
          onSignIn={(email, password) => void app.account.signIn(email, password)}
          onTryNow={() => {
            app.account.tryNow();
          }}
        />
      );
    case 'home':
      return (
        <Suspense fallback={<LoadingState />}>
          <HomeScreen app={app} state={state} />
        </Suspense>
      );
    case 'session':
      return (
        <Suspense fallback={<LoadingState />}>
          <SessionScreen app={app} state={state} />
        </Suspense>
      );
    default:
      return unreachable(state);
  }
}

/** One state, one screen. */

import { unreachable } from '@alongside/protocol';
import { LoadingState, useStore } from '@alongside/ui';
import { HomeScreen } from '../home/home-screen.tsx';
import { SessionScreen } from '../session/session-screen.tsx';
import { SignInScreen } from '../sign-in/sign-in-screen.tsx';
import type { ConsoleApp } from './console-app.ts';

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
          site={app.site}
          onSignIn={(email, password) => void app.account.signIn(email, password)}
          onTryNow={() => {
            app.account.tryNow();
          }}
        />
      );
    case 'home':
      return <HomeScreen app={app} state={state} />;
    case 'session':
      return <SessionScreen app={app} state={state} />;
    default:
      return unreachable(state);
  }
}

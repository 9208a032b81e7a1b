/** From a bridge to a window full of console: reads what it needs once, then renders. */

import { AlongsideUi } from '@alongside/ui';
import type { Bridge } from '@alongside/ipc';
import { createRelayApi, createSiteTrust } from '@alongside/rtc';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ConsoleContract } from '../../contract.ts';
import { ConsoleApp } from './console-app.ts';
import { useObservable } from './use-observable.ts';
import { pinnedOf, withPinned } from '../site/known-sites.ts';
import { ConsoleScreens } from './console-screens.tsx';

export async function openWindow(bridge: Bridge<ConsoleContract>): Promise<void> {
  const root = document.getElementById('root');
  const info = await bridge.call('app.info');
  if (root === null || !info.ok) throw new Error('the console cannot start: no page or no main process');
  const { choices, relay } = info.value;
  const explain = async (): Promise<'unreachable' | 'certificate'> => {
    const why = await bridge.call('relay.explain');
    return why.ok ? why.value : 'unreachable';
  };
  const site = createSiteTrust({
    pinned: pinnedOf(choices.sites, relay),
    keep: (config) => void bridge.call('choices.save', { sites: withPinned(choices.sites, relay, config) }),
  });
  const api = createRelayApi(relay, { explain, site });
  const app = new ConsoleApp({ bridge, info: info.value, api, explain, site });

  createRoot(root).render(
    <StrictMode>
      <ConsoleWindow app={app} />
    </StrictMode>,
  );
  await app.account.begin();
}

function ConsoleWindow({ app }: { readonly app: ConsoleApp }) {
  const { lang, scheme } = app.info.choices;
  const languages = useObservable(app.site.state, ({ site }) => site?.languages);
  return (
    <AlongsideUi
      density="console"
      lang={lang}
      scheme={scheme}
      languages={languages}
      onLang={(next) => {
        app.remember({ lang: next });
      }}
      onScheme={(next) => {
        app.remember({ scheme: next });
      }}
    >
      <ConsoleScreens app={app} />
    </AlongsideUi>
  );
}

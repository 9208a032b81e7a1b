/** From a bridge to a window full of console: reads what it needs once, then renders. */

import { AlongsideUi, pickLang } from '@alongside/ui';
import type { Bridge } from '@alongside/ipc';
import { createRelayApi } from '@alongside/rtc';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { ConsoleContract } from '../../contract.ts';
import { ConsoleApp } from './console-app.ts';
import { ConsoleScreens } from './console-screens.tsx';

export async function openWindow(bridge: Bridge<ConsoleContract>): Promise<void> {
  const root = document.getElementById('root');
  const info = await bridge.call('app.info');
  if (root === null || !info.ok) throw new Error('the console cannot start: no page or no main process');
  const { choices, relay } = info.value;
  const lang = choices.lang ?? pickLang(navigator.languages);
  const explain = async (): Promise<'unreachable' | 'certificate'> => {
    const why = await bridge.call('relay.explain');
    return why.ok ? why.value : 'unreachable';
  };
  const api = createRelayApi(relay, { explain });
  const app = new ConsoleApp({ bridge, info: info.value, api, explain, lang });

  createRoot(root).render(
    <StrictMode>
      <AlongsideUi
        density="console"
        lang={lang}
        scheme={choices.scheme}
        onLang={(next) => {
          app.remember({ lang: next });
        }}
        onScheme={(next) => {
          app.remember({ scheme: next });
        }}
      >
        <ConsoleScreens app={app} />
      </AlongsideUi>
    </StrictMode>,
  );
  await app.account.begin();
}

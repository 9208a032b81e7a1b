/** The session window's page: its bridge, its session, its screens. */
import '@alongside/ui/styles.css';
import { bridgeFor } from '@alongside/ipc';
import { AlongsideUi } from '@alongside/ui';
import { createRoot } from 'react-dom/client';
import { sessionContract } from '../../contract/session-contract.ts';
import { connectLoopbackWindow } from '../look/loopback-window.ts';
import { HelperSession } from './helper-session.ts';
import { SessionApp } from './session-app.tsx';

const PLACE = { at: 'right', size: { width: 440, height: 720 } } as const;

async function main(root: HTMLElement): Promise<void> {
  const isProgram = 'alongside' in globalThis;
  const bridge = await bridgeFor(sessionContract, (contract) => connectLoopbackWindow(contract, PLACE));
  const session = new HelperSession(bridge, { client: isProgram ? 'helper' : 'helper-browser' });
  createRoot(root).render(
    <AlongsideUi density="helper">
      <SessionApp session={session} deepLink={null} canClose />
    </AlongsideUi>,
  );
  await session.begin({ chooses: false });
}

const root = document.getElementById('root');
if (root !== null) void main(root);

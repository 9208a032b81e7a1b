/** The console's window in Electron: its bridge comes from the preload. */

import '@alongside/ui/styles.css';
import { bridgeFor } from '@alongside/ipc';
import { consoleContract } from '../contract.ts';
import { openWindow } from './app/open-window.tsx';

const bridge = await bridgeFor(consoleContract, () => {
  throw new Error('this page needs its preload; a browser opens web.html');
});
await openWindow(bridge);

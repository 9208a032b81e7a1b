/** The console's main process: a list of what it sets up, in order. */

import { applyMediaSwitches, hardenApp, takeSingleInstance } from '@alongside/shell';
import { app } from 'electron';
import { readFlags } from './console-flags.ts';
import { createStartRequests } from './start-requests.ts';
import { openConsole } from './open-console.ts';

const flags = readFlags(process.argv);
const starts = createStartRequests(flags.start);

hardenApp(flags.profile === undefined ? {} : { profileDir: flags.profile });
applyMediaSwitches(app);

const isFirst = takeSingleInstance({
  scheme: 'alongside-console',
  onDeepLink: starts.onDeepLink,
  onSecondStart: starts.onSecondStart,
});

if (isFirst) {
  app.on('window-all-closed', () => {
    app.quit();
  });
  void app.whenReady().then(() => openConsole({ relay: flags.relay, starts }));
}

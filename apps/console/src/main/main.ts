/** The console's main process: a list of what it sets up, in order. */

import { isElectronGuard, runElectronGuard } from '@alongside/helper/main/own-host.ts';
import { applyMediaSwitches, hardenApp, takeSingleInstance } from '@alongside/shell';
import { app } from 'electron';
import { readFlags } from './console-flags.ts';
import { createStartRequests } from './start-requests.ts';
import { openConsole } from './open-console.ts';

// Of what a customer holds down on this machine, should this program be killed.
if (isElectronGuard(process.argv)) runElectronGuard();
else startConsole();

function startConsole(): void {
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
}

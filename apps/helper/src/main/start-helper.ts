/** Hardens the app, takes the place of the only instance, and runs the helper once Electron is ready. */
import { applyMediaSwitches, hardenApp, takeSingleInstance } from '@alongside/shell';
import { app } from 'electron';
import { downloadName } from './download-name.ts';
import { DEEP_LINK_SCHEME, intentOfDeepLink, readStartOptions } from './join-intent.ts';
import { logBug } from './log.ts';
import { createMailbox } from './mailbox.ts';
import { openProfile } from './profile.ts';
import { runHelper } from './run-helper.ts';

export function startHelper(): void {
  const options = readStartOptions(process.argv.slice(1), downloadName());
  const profile = openProfile(options.profileDir, app.getPath('userData'));
  const starts = createMailbox();
  hardenApp({ profileDir: profile.dir });
  applyMediaSwitches(app);
  const isFirst = takeSingleInstance({
    scheme: DEEP_LINK_SCHEME,
    onDeepLink: (link) => starts.put(intentOfDeepLink(link)),
    onSecondStart: () => starts.put(null),
  });
  if (!isFirst) return;
  app
    .whenReady()
    .then(() => runHelper({ options, profile, starts }))
    .catch((error: unknown) => {
      logBug(error, 'start');
      app.exit(1);
    });
}

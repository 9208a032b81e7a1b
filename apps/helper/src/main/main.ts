/** The helper under Electron: a list of what is set up, in order. */
import { applyMediaSwitches, hardenApp, takeSingleInstance } from '@alongside/shell';
import { app } from 'electron';
import { downloadName } from './download-name.ts';
import { DEEP_LINK_SCHEME, intentOfDeepLink, readStartOptions } from './join-intent.ts';
import { logBug } from './log.ts';
import { openProfile } from './profile.ts';
import { runHelper } from './run-helper.ts';
import { createMailbox } from './mailbox.ts';

const options = readStartOptions(process.argv.slice(1), downloadName());
const profile = openProfile(options.profileDir);
const starts = createMailbox();

hardenApp({ profileDir: profile.dir });
applyMediaSwitches(app);
const isFirst = takeSingleInstance({
  scheme: DEEP_LINK_SCHEME,
  onDeepLink: (link) => starts.put(intentOfDeepLink(link)),
  onSecondStart: () => starts.put(null),
});
if (isFirst) {
  app
    .whenReady()
    .then(() => runHelper({ options, profile, starts }))
    .catch((error: unknown) => {
      logBug(error, 'start');
      app.exit(1);
    });
}

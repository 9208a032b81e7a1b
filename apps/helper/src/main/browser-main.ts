/**
 * The helper in an installed Chrome, Edge or Chromium instead of Electron: a list of what is set up, in order.
 * `node browser-main.ts [--relay=URL] [--join=CODE-or-LINK] [--name=NAME] [--profile=DIR] [--browser-path=FILE]`
 */
import { parseFlags } from '@alongside/shell/flags';
import { findBrowser } from './browser/find-browser.ts';
import { openBrowserProfile } from './browser/browser-profile.ts';
import { runBrowserHelper } from './browser/run-browser-helper.ts';
import { readStartOptions } from './join-intent.ts';
import { logBug } from './log.ts';

const argv = process.argv.slice(2);
const { values, switches } = parseFlags(argv, {
  values: ['browser-path'],
  // For tests: opens the browser's debugging port.
  switches: ['remote-debugging'],
});
const program = findBrowser(values['browser-path']);
if (program === undefined) {
  process.stderr.write(
    'The helper needs Chrome, Edge or Chromium: install one, or name it by --browser-path=FILE.\n',
  );
  process.exitCode = 1;
} else {
  const options = readStartOptions(argv);
  const profile = openBrowserProfile(options.profileDir);
  const remoteDebugging = switches['remote-debugging'];
  await runBrowserHelper({ options, profile, program, remoteDebugging }).catch((error: unknown) => {
    logBug(error, 'start');
    process.exitCode = 1;
  });
  profile.remove();
  // The X libraries keep their connections; all of ours is closed.
  process.exit();
}

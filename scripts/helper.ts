// `npm run helper -- …`: the customer's app, in Electron or, with --browser or where there is no Electron, over
// the loopback carrier in the installed browser. Its own flags pass through.
import path from 'node:path';
import { pinnedNode, root } from './runtime.mjs';
import { ChildPrograms, untilEnded, untilInterrupted } from './start/child-programs.ts';
import { electronApp, windowKind } from './start/windows.ts';

const args = process.argv.slice(2);
const flags = args.filter((arg) => arg !== '--browser');
// A join link names its relay itself; a spoken code is meant for the one that `npm start` brings up.
const namesRelay = flags.some((flag) => flag.startsWith('--relay=') || flag.startsWith('--join=http'));
const own = namesRelay ? flags : ['--relay=http://127.0.0.1:8787', ...flags];

function program() {
  const kind = windowKind();
  if (kind === 'electron' && !args.includes('--browser')) return electronApp('helper', own);
  const main = path.join(root, 'apps/helper/src/main/browser-main.ts');
  return { command: pinnedNode() ?? process.execPath, args: [main, ...own] };
}

if (windowKind() === 'none') {
  console.error('The helper needs a display, and Electron or Chrome, Edge or Chromium to show it with.');
  process.exitCode = 1;
} else {
  const programs = new ChildPrograms();
  const code = await Promise.race([untilEnded(programs.start(program())), untilInterrupted().then(() => 0)]);
  await programs.close();
  process.exit(code);
}

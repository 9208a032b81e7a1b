// `npm start`: the relay on its embedded database and the console beside it, until Ctrl+C or until the console
// is closed. Set-up has been done by run.mjs.
import path from 'node:path';
import { parseArgs } from 'node:util';
import { root } from './runtime.mjs';
import { ChildPrograms, untilEnded, untilInterrupted } from './start/child-programs.ts';
import { makeFirstAccount, signConsoleIn } from './start/first-account.ts';
import { startRelay } from './start/relay-program.ts';
import { whereToGo } from './start/say-where.ts';
import { browserApp, electronApp, windowKind } from './start/windows.ts';

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    data: { type: 'string', default: path.join(root, '.data') },
  },
});
const data = path.resolve(values.data);
const profile = path.join(data, 'console');
const window = windowKind();
const programs = new ChildPrograms();
const interrupted = untilInterrupted().then(() => 'Stopping.');

/** Answers with why it is over. */
async function startAll(): Promise<string> {
  const account = await makeFirstAccount(path.join(data, 'relay'));
  const relay = await startRelay(programs, { port: Number(values.port), data: path.join(data, 'relay') });
  if (account !== undefined && window === 'electron') await signConsoleIn(relay.url, account, profile);
  const endings = [interrupted, relay.ended.then((code) => `The relay ended with code ${code}.`)];
  console.log(whereToGo({ relay: relay.url, window, account }));
  const shown = showConsole(relay.url);
  return Promise.race(shown === undefined ? endings : [...endings, shown]);
}

function showConsole(relay: string): Promise<string> | undefined {
  if (window === 'none') return undefined;
  const program =
    window === 'electron'
      ? electronApp('console', [`--relay=${relay}`, `--profile=${profile}`])
      : browserApp(`${relay}/console/`, path.join(data, 'browser'));
  return untilEnded(programs.start(program)).then(() => 'The console was closed.');
}

try {
  console.log(await Promise.race([startAll(), interrupted]));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await programs.close();
}
process.exit();

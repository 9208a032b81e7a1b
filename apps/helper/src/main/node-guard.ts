/** The key guard where the helper is a Node process: this very file, run as another. */
import { fileURLToPath } from 'node:url';
import { KEY_GUARD_FLAG, type GuardCommand } from './key-guard.ts';
import { runKeyGuard } from './run-key-guard.ts';

export function nodeGuardCommand(): GuardCommand {
  return { command: process.execPath, args: [fileURLToPath(import.meta.url)] };
}

const isItself = process.argv[1] === fileURLToPath(import.meta.url);
if (isItself && process.argv.includes(KEY_GUARD_FLAG) && process.send !== undefined) await runKeyGuard();

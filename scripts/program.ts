// `npm run demo|bench|soak -- NAME …`: runs packages/e2e/src/KIND/NAME.ts with the rest of the arguments. The
// demo has one program, so it needs no name.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './runtime.mjs';
import { untilEnded } from './start/child-programs.ts';

const [kind = '', ...given] = process.argv.slice(2);
const folder = path.join(root, 'packages/e2e/src', kind);
const first = given[0];
const isNamed = first !== undefined && !first.startsWith('-');
const name = isNamed ? first : 'main';
const file = path.join(folder, `${name}.ts`);

/** A file is a program when it says so in its first lines; the others beside it are its parts. */
function programs(): string[] {
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files
    .filter((each) => each.endsWith('.ts') && !each.includes('.test.'))
    .filter((each) => readFileSync(path.join(folder, each), 'utf8').slice(0, 600).includes(`npm run ${kind}`))
    .map((each) => each.replace(/\.ts$/, ''));
}

if (/^[a-z0-9-]+$/.test(name) && existsSync(file)) {
  const rest = isNamed ? given.slice(1) : given;
  process.exitCode = await untilEnded(
    spawn(process.execPath, [file, ...rest], { cwd: root, stdio: 'inherit' }),
  );
} else {
  const names = programs();
  console.error(`npm run ${kind} -- NAME, where NAME is one of: ${names.join(', ') || 'none yet'}`);
  process.exitCode = 1;
}

/** An admin of the site, by the real command: makes a key, signs and pushes. */
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './programs.ts';

const HOUR_MS = 3_600_000;

function admin(data: string, ...words: string[]): string {
  const done = spawnSync(process.execPath, ['signaling/src/admin.ts', 'config', ...words, '--data', data], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`config ${words.join(' ')}: ${done.stderr}`);
  return done.stdout;
}

/** An admin with a key in a folder of its own. `lines` is the YAML after what every config needs. */
export function siteAdmin(data: string, folder: string) {
  const publicKey = /[0-9a-f]{64}/.exec(admin(data, 'keygen', '--out', folder))?.[0] ?? '';
  const push = (version: number, lines: string): void => {
    const file = path.join(folder, `${version}.yaml`);
    const [from, to] = [-HOUR_MS, HOUR_MS].map((by) => new Date(Date.now() + by).toISOString());
    const head = `org: example.org\nsite: clinic\nversion: ${version}\nnotBefore: ${from}\nexpires: ${to}\n`;
    writeFileSync(file, head + lines);
    admin(data, 'push', file, '--key', path.join(folder, 'site-config.key'));
  };
  return { publicKey, push };
}

/** From now on the relay takes only this one's configs. */
export function trustKey(data: string, publicKey: string): void {
  admin(data, 'trust', publicKey);
}

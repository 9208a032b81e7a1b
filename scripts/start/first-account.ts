// The first account, made by the admin command because there is no way over the network, and the console's
// first sign-in with it. The password is shown once and kept nowhere.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pinnedNode, root } from '../runtime.mjs';

const EMAIL = 'admin@alongside.local';
/** Crockford's letters: none that can be taken for another. 20 of them are 100 bits. */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';
const GROUPS = 5;
const GROUP_LENGTH = 4;

export interface Account {
  readonly email: string;
  readonly password: string;
}

export function newPassword(): string {
  const group = () => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}

/** Makes the first account where the relay's data has none; undefined where there is one. */
export async function makeFirstAccount(data: string): Promise<Account | undefined> {
  if ((await admin(['user', 'list', '--data', data])).includes('@')) return undefined;
  const account = { email: EMAIL, password: newPassword() };
  const flags = ['--email', account.email, '--role', 'admin', '--password-stdin', '--data', data];
  await admin(['user', 'add', ...flags], `${account.password}\n`);
  return account;
}

async function admin(args: readonly string[], input = ''): Promise<string> {
  const node = pinnedNode() ?? process.execPath;
  const child = spawn(node, ['signaling/src/admin.ts', ...args], { cwd: root });
  let out = '';
  let complaint = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString('utf8')));
  child.stdin.end(input);
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0)
    throw new Error(`npm run admin -- ${args.slice(0, 2).join(' ')} failed: ${complaint}${out}`);
  return out;
}

/** Signs in once and leaves the token where the console takes it from; it deletes the file as it reads it. */
export async function signConsoleIn(relay: string, account: Account, profile: string): Promise<void> {
  const token = await signIn(relay, account);
  await mkdir(profile, { recursive: true, mode: 0o700 });
  const file = path.join(profile, 'sign-in.once');
  await writeFile(file, JSON.stringify({ relay, token }), { mode: 0o600 });
}

async function signIn(relay: string, account: Account): Promise<string> {
  const answer = await fetch(`${relay}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(account),
  });
  const token = answer.headers.get('set-auth-token');
  if (!answer.ok || token === null) {
    throw new Error(`The relay did not sign the first account in: ${answer.status}`);
  }
  return token;
}

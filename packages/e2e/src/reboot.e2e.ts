/** The CSR asks for a reboot; the helper starts once after the next log-in and is back in its place. */
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import {
  CSR,
  electronPath,
  launchHelper,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from './support/programs.ts';
import { seatConsole } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.skip(process.platform !== 'linux', 'the system that reboots is played by a script for Linux');

const PICTURES = join(ROOT, 'test-results', 'reboot');

/** Stands where the system's own is looked for: notes that it was asked, and does as it is told in `answer`. */
function playSystem(folder: string) {
  const asked = join(folder, 'asked');
  const answer = join(folder, 'answer');
  const program = join(folder, 'systemctl');
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${asked}'\nexit $(cat '${answer}')\n`);
  chmodSync(program, 0o755);
  return {
    refuse: () => writeFileSync(answer, '1'),
    obey: () => writeFileSync(answer, '0'),
    asked: () => (existsSync(asked) ? readFileSync(asked, 'utf8').trim().split('\n') : []),
  };
}

test('a reboot is declined, refused by the system, then allowed: the helper is back by itself, once', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using relay = await startRelayProcess();
  await using stack = new AsyncDisposableStack();
  const { csr } = await seatConsole(stack, CSR, { relay });
  const { link } = await csr.startSession();
  const display = stack.use(await startDisplay({ width: 1280, height: 800, windowManager: true }));
  const folder = stack.use(temporaryProfile()).path;
  const profile = stack.use(temporaryProfile());
  const system = playSystem(folder);
  const entry = join(folder, 'autostart/alongside-helper-return.desktop');
  const env = { PATH: `${folder}:${process.env['PATH'] ?? ''}`, XDG_CONFIG_HOME: folder };
  const app = await launchHelper({
    display: display.name,
    relay: relay.url,
    profile: profile.path,
    args: [`--join=${link}`, '--name=Aunt Soonja'],
    env,
  });
  stack.defer(() => app.close());
  const customer = new CustomerHelper(await app.firstWindow(), electronWindows(app));
  await customer.join();
  await csr.admit('Aunt Soonja');
  await customer.chatLog().waitFor();

  await csr.request('Request to restart the computer');
  await (await customer.consent()).screenshot({ path: join(PICTURES, 'consent.png') });
  await customer.decline();
  await csr.page.getByText('Aunt Soonja declined.').waitFor();
  expect(system.asked()).toEqual([]);

  system.refuse();
  await csr.request('Request to restart the computer');
  await customer.allow();
  await csr.page.getByText('would not restart').waitFor();
  expect(system.asked()).toEqual(['reboot']);
  expect(existsSync(entry)).toBe(false);

  system.obey();
  await csr.request('Request to restart the computer');
  await customer.allow();
  await csr.page.getByText('computer is restarting').waitFor();
  await csr.page.screenshot({ path: join(PICTURES, 'console.png') });
  await expect(customer.grants()).toContainText('Nothing', { ignoreCase: true });
  // As a system does that goes down.
  app.process().kill('SIGTERM');
  await expect(csr.stage()).toContainText('Connecting to Aunt Soonja', { timeout: 15_000 });

  const line = /^Exec=(.*)$/m.exec(readFileSync(entry, 'utf8'))?.[1] ?? '';
  const started = spawn('/bin/sh', ['-c', `exec ${line}`], {
    env: { ...process.env, ...env, DISPLAY: display.name, LANGUAGE: 'en', LANG: 'en_US.UTF-8' },
    stdio: 'ignore',
  });
  stack.defer(() => void started.kill('SIGKILL'));
  await expect(csr.person('Aunt Soonja')).toHaveCount(1);
  await expect(csr.stage()).toContainText('Aunt Soonja is here', { timeout: 30_000 });
  expect(existsSync(entry)).toBe(false);
  expect(await csr.page.getByRole('button', { name: /^Admit/ }).count()).toBe(0);
  await csr.end('');
  await expect.poll(() => existsSync(join(profile.path, 'session.json'))).toBe(false);
});

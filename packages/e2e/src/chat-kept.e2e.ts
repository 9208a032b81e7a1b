/** A site that keeps chat says so on both sides, keeps what is said to everyone, and shows it again afterwards. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { joinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const KEPT = 'What is said to everyone is kept with the session.';

test('chat is kept with the session where the site says so', async () => {
  await using customerDisplay = await startDisplay({ width: 1280, height: 800 });
  await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
  using folder = temporaryProfile();
  const site = path.join(folder.path, 'site.json');
  writeFileSync(site, JSON.stringify({ chatKept: true }));
  await using relay = await startRelayProcess({ args: ['--site', site] });
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays);
  const { csr, customer } = session;
  await csr.chat('Is the printer on?');
  await customer.chat('이제 켰습니다');
  await expect(csr.chatLog()).toContainText('이제 켰습니다');
  await expect(csr.page.getByText(KEPT)).toBeVisible();
  await expect(customer.page.getByText(KEPT)).toBeVisible();
  await csr.page.getByRole('combobox', { name: 'Send to' }).selectOption({ label: 'Aunt Soonja' });
  await csr.chat('Between us');
  await expect(customer.chatLog()).toContainText('Between us');
  await csr.end('');
  await csr.page.getByRole('button', { name: /^Read the chat of/ }).click();
  const dialog = csr.page.getByRole('dialog', { name: /^Chat messages/ });
  await expect(dialog.getByRole('listitem')).toHaveText([
    /Kim Minji.*Is the printer on\?/s,
    /Aunt Soonja.*이제 켰습니다/s,
  ]);
});

/** A config that is pushed while people are in a session holds on both sides at once; one of another key does not. */
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { joinedSession } from './support/session.ts';
import { siteAdmin, trustKey } from './support/site-admin.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const KEPT = 'What is said to everyone is kept with the session.';
const OTHER_KEY = /signed with another key than before/;

test('a pushed config is proved on both sides, and applied while they talk', async () => {
  await using customerDisplay = await startDisplay({ width: 1280, height: 800 });
  await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
  using folder = temporaryProfile();
  await using relay = await startRelayProcess();
  const ours = siteAdmin(relay.data, path.join(folder.path, 'ours'));
  const theirs = siteAdmin(relay.data, path.join(folder.path, 'theirs'));
  ours.push(1, 'organisation: Harbour Clinic\n');
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays);
  const { csr, customer } = session;
  await csr.chat('Is the printer on?');
  await expect(customer.page.getByText('Is the printer on?')).toBeVisible();
  await expect(csr.page.getByText(KEPT)).toBeHidden();

  ours.push(2, 'organisation: Harbour Clinic\nchatKept: true\n');
  await expect(csr.page.getByText(KEPT)).toBeVisible();
  await expect(customer.page.getByText(KEPT)).toBeVisible();

  trustKey(relay.data, theirs.publicKey);
  theirs.push(3, 'organisation: Somebody Else\nlanguages: [ko]\nbranding: { name: Our Desk }\n');
  await expect(customer.page.getByText(OTHER_KEY)).toBeVisible();
  await expect(csr.page.getByText(OTHER_KEY)).toBeVisible();
  await expect(customer.page.getByText(KEPT)).toBeVisible();

  await csr.end('');
  const { page } = csr;
  await expect(page.getByRole('banner').getByText('Harbour Clinic')).toBeVisible();
  await page.getByRole('button', { name: 'Check the new key' }).click();
  const dialog = page.getByRole('dialog', { name: 'Trust a new key?' });
  await expect(dialog).toContainText((theirs.publicKey.match(/.{4}/g) ?? []).join(' '));
  await dialog.getByRole('button', { name: 'Trust this key' }).click();
  await expect(page.getByRole('banner').getByText('Somebody Else')).toBeVisible();
  await expect(page.getByText(OTHER_KEY)).toBeHidden();
  await expect(page.getByRole('banner').getByText('Our Desk')).toBeVisible();
  await expect(page.getByRole('button', { name: '세션 시작' })).toBeVisible();
});

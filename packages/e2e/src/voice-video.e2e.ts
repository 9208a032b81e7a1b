/** Voice and video between two real programs: a tone and a pattern of one are measured at the other. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectPattern, FAKE_DEVICES, loudness } from './support/call.ts';
import { electronPath, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { joinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
test('voice is heard both ways, muted when it is muted, over when it is left', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays, { flags: FAKE_DEVICES });
  const { csr, customer } = session;

  await csr.toolbar('Audio').click();
  await csr.page.getByRole('button', { name: 'Join by internet' }).click();
  const question = customer.page.getByRole('alert', { name: 'Kim Minji is talking. Join too?' });
  await question.getByRole('button', { name: 'Join by internet' }).click();

  await expect.poll(() => loudness(customer.page), { timeout: 20_000 }).toBeGreaterThan(0.005);
  await expect.poll(() => loudness(csr.page), { timeout: 20_000 }).toBeGreaterThan(0.005);
  await expect(csr.page.getByText('Speaking')).toBeVisible();
  await expect(csr.page.getByText('This organisation gives no phone numbers.')).toBeVisible();

  await csr.page.getByRole('button', { name: 'Mute', exact: true }).click();
  await expect(customer.page.getByText('Muted')).toBeVisible();
  await expect.poll(() => loudness(customer.page), { timeout: 15_000 }).toBeLessThan(0.001);
  await csr.page.getByRole('button', { name: 'Unmute' }).click();
  await expect.poll(() => loudness(customer.page), { timeout: 15_000 }).toBeGreaterThan(0.005);

  await csr.page.getByRole('button', { name: 'Leave audio' }).click();
  await expect(customer.page.getByText('Not in audio')).toBeVisible();
  expect(await customer.page.locator('audio').count()).toBe(0);
});

test('video is looked at first, then seen by the others, and ends', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays, { flags: FAKE_DEVICES });
  const { csr, customer } = session;

  await csr.toolbar('Video').click();
  await csr.page.getByRole('button', { name: 'Open camera' }).click();
  await expect(csr.page.getByLabel('Only you see this')).toBeVisible();
  expect(await customer.page.locator('video').count()).toBe(0);
  await csr.page.getByRole('button', { name: 'Start video' }).click();

  const question = customer.page.getByRole('alert', { name: /^Kim Minji shows video/ });
  await question.getByRole('button', { name: 'Show video' }).click();
  await expectPattern(customer.page, 'Kim Minji');
  await customer.page.getByRole('button', { name: 'Open camera' }).click();
  await customer.page.getByRole('button', { name: 'Start video' }).click();
  await expectPattern(csr.page, 'Aunt Soonja');

  await csr.page.getByRole('button', { name: 'Stop video' }).click();
  await expect(customer.page.getByLabel('Kim Minji', { exact: true })).toBeHidden();
  await expectPattern(csr.page, 'Aunt Soonja');
});

test('whoever is on the phone says so, by the numbers that the site gives', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  using folder = temporaryProfile();
  const site = path.join(folder.path, 'site.json');
  const numbers = [{ label: 'Seoul', number: '+82 2 555 01 00' }];
  writeFileSync(site, JSON.stringify({ phone: { numbers, accessCode: '4711' } }));
  await using relay = await startRelayProcess({ args: ['--site', site] });
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays);
  const { csr, customer } = session;
  await csr.toolbar('Audio').click();
  await customer.page.getByRole('button', { name: 'Audio' }).click();
  const phone = customer.page.getByRole('region', { name: 'By phone' });
  await expect(phone.getByText('+82 2 555 01 00')).toBeVisible();
  await expect(phone.getByText('4711')).toBeVisible();
  await phone.getByRole('button', { name: 'I joined by phone' }).click();
  await expect(csr.page.getByRole('list', { name: 'People in audio' })).toContainText('By phone');
});

test('without a microphone one joins all the same, and is told how', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays);
  const { csr, customer } = session;
  await customer.page.getByRole('button', { name: 'Audio' }).click();
  await customer.page.getByRole('button', { name: 'Join by internet' }).click();
  await expect(customer.page.getByText(/^No microphone was found/)).toBeVisible();
  await expect(csr.page.getByRole('alert', { name: 'Aunt Soonja is talking. Join too?' })).toBeVisible();
});

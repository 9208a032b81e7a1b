/** A session is found again: what was asked and allowed, its report as a page, the list as a table. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { release, tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import type { CsrConsole } from './support/csr.ts';
import type { CustomerHelper } from './support/customer.ts';
import { joinedSession } from './support/session.ts';
import { siteAdmin } from './support/site-admin.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'history');

test('what happened in a session is found afterwards, and taken along', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-history-'));
  try {
    await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
    await using customerDisplay = await startDisplay({ width: 1280, height: 900, windowManager: true });
    await using relay = await startRelayProcess();
    const admin = siteAdmin(relay.data, path.join(folder, 'keys'));
    admin.push(1, 'organisation: Harbour Clinic\nsnapshotsKept: true\nretentionDays: 30\n');
    const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
    await using session = await joinedSession(relay, displays);
    const { csr, customer, consoleApp } = session;
    await csr.request('Request to view desktop');
    await customer.decline();
    await csr.page.getByText('Aunt Soonja declined.').waitFor();
    await csr.request('Request to view desktop');
    await customer.allow();
    await csr.waitForPicture();
    await csr.request('Stop sharing');
    await readSystem(csr, customer);
    await csr.end('printer <b>driver</b> renewed');

    const { page } = csr;
    const row = page.getByRole('button', { name: /^Record of / });
    await page.getByLabel('From').fill('2090-01-01');
    await expect(row).toBeHidden();
    await page.getByLabel('From').fill('2020-01-01');
    await page.getByRole('combobox', { name: 'Type' }).selectOption('Training');
    await expect(row).toBeHidden();
    await page.getByRole('combobox', { name: 'Type' }).selectOption('All types');
    await csr.page.getByRole('searchbox', { name: 'Search sessions' }).fill('driver minji');
    await csr.page.getByRole('button', { name: /^Record of / }).click();
    const record = csr.page.getByRole('dialog', { name: 'Session record' });
    await expect(record.getByText('printer <b>driver</b> renewed')).toBeVisible();
    await expect(record.getByText(/Declined to Kim Minji: seeing the screen/)).toHaveCount(1);
    await expect(record.getByText(/Allowed to Kim Minji: seeing the screen/)).toHaveCount(1);
    await csr.page.screenshot({ path: path.join(PICTURES, 'record.png') });
    await expectNoBarrier(csr.page);
    await record.getByRole('button', { name: 'System information (2)' }).click();
    await expect(record.getByRole('group').filter({ hasText: 'Operating system' })).toContainText(release());
    await record.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
    await page.screenshot({ path: path.join(PICTURES, 'snapshots.png') });

    const report = path.join(folder, 'report.html');
    await saveTo(consoleApp, report);
    await record.getByRole('button', { name: 'Save report' }).click();
    await expect(record.getByText('Saved', { exact: true })).toBeVisible();
    const html = readFileSync(report, 'utf8');
    expect(html).toContain('printer &lt;b&gt;driver&lt;/b&gt; renewed');
    expect(html).toContain('Allowed to Kim Minji');
    await csr.page.keyboard.press('Escape');

    const list = path.join(folder, 'sessions.csv');
    await saveTo(consoleApp, list);
    await csr.page.getByRole('button', { name: 'Save list as CSV' }).click();
    await expect.poll(() => existsSync(list) && readFileSync(list, 'utf8')).toContain('Aunt Soonja');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Twice, the second time without a question; what is kept is said in the first. */
async function readSystem(csr: CsrConsole, customer: CustomerHelper): Promise<void> {
  await csr.toolbar('System information').click();
  const panel = csr.page.getByRole('complementary', { name: 'System information' });
  await panel.getByRole('button', { name: 'Ask for system information' }).click();
  const consent = await customer.consent();
  await expect(consent.getByText(/is kept with this support for 30 days/)).toBeVisible();
  await consent.screenshot({ path: path.join(PICTURES, 'consent-kept.png') });
  await customer.allow();
  const isRead = (): Promise<void> => expect(panel.getByText(/ of 14 read/)).toBeHidden({ timeout: 45_000 });
  await isRead();
  await panel.getByRole('button', { name: 'Refresh' }).click();
  await isRead();
}

/** Stands for the person in the system's own dialog. */
function saveTo(consoleApp: ElectronApplication, file: string): Promise<void> {
  return consoleApp.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** A session is found again: what was asked and allowed, its report as a page, the list as a table. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type ElectronApplication } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import { joinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'history');

test('what happened in a session is found afterwards, and taken along', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-history-'));
  try {
    await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
    await using customerDisplay = await startDisplay({ width: 1280, height: 900, windowManager: true });
    await using relay = await startRelayProcess();
    const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
    await using session = await joinedSession(relay, displays);
    const { csr, customer, consoleApp } = session;
    await csr.request('Request to view desktop');
    await customer.decline();
    await csr.page.getByText('Aunt Soonja declined.').waitFor();
    await csr.request('Request to view desktop');
    await customer.allow();
    await csr.waitForPicture();
    await csr.end('printer <b>driver</b> renewed');

    await csr.page.getByRole('searchbox', { name: 'Search sessions' }).fill('driver');
    await csr.page.getByRole('button', { name: /^Record of / }).click();
    const record = csr.page.getByRole('dialog', { name: 'Session record' });
    await expect(record.getByText('printer <b>driver</b> renewed')).toBeVisible();
    await expect(record.getByText(/Declined to Kim Minji: seeing the screen/)).toHaveCount(1);
    await expect(record.getByText(/Allowed to Kim Minji: seeing the screen/)).toHaveCount(1);
    await csr.page.screenshot({ path: path.join(PICTURES, 'record.png') });
    await expectNoBarrier(csr.page);

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

/** Stands for the person in the system's own dialog. */
function saveTo(consoleApp: ElectronApplication, file: string): Promise<void> {
  return consoleApp.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** The CSR asks what the customer's machine is made of: declined, allowed, searched, compared, saved, taken back. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import { joinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = join(ROOT, 'test-results', 'system-info');

test('system information is asked for, read, searched, compared, and ends when it is taken back', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
  await using customerDisplay = await startDisplay({ width: 1280, height: 900, windowManager: true });
  await using relay = await startRelayProcess();
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await joinedSession(relay, displays);
  const { csr, customer, consoleApp } = session;
  await csr.toolbar('System information').click();
  const panel = csr.page.getByRole('complementary', { name: 'System information' });
  const request = panel.getByRole('button', { name: 'Ask for system information' });

  await request.click();
  await (await customer.consent()).screenshot({ path: join(PICTURES, 'consent.png') });
  await customer.decline();
  await csr.page.getByText('Aunt Soonja declined.').waitFor();

  await request.click();
  await customer.allow();
  await expect(customer.grants()).toContainText('can read what your computer is made of');
  await expect(panel.getByText(/ of 14 read/)).toBeHidden({ timeout: 45_000 });
  await expect(panel.getByRole('group').filter({ hasText: 'Operating system' })).toContainText(release());
  await panel.getByText(/^Software/).click();
  await csr.page.screenshot({ path: join(PICTURES, 'read.png') });
  await expectNoBarrier(csr.page);
  await panel.getByRole('searchbox', { name: 'Search' }).fill('kernel');
  await expect(panel.getByText(release(), { exact: true })).toBeVisible();
  await panel.getByRole('searchbox', { name: 'Search' }).fill('no such thing');
  await panel.getByText('Nothing found').waitFor();
  await panel.getByRole('searchbox', { name: 'Search' }).fill('');

  await panel.getByRole('button', { name: 'Copy' }).click();
  await panel.getByText('Copied').waitFor();
  expect(await consoleApp.evaluate(({ clipboard }) => clipboard.readText())).toContain(release());

  for (const format of ['JSON', 'HTML', 'CSV']) {
    const file = join(PICTURES, `report.${format.toLowerCase()}`);
    // Stands for the person in the system's own dialog.
    await consoleApp.evaluate(({ dialog }, filePath) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
    }, file);
    rmSync(file, { force: true });
    await panel.getByRole('button', { name: 'Save as' }).click();
    await csr.page.getByRole('menuitem', { name: format }).click();
    await expect.poll(() => existsSync(file) && readFileSync(file, 'utf8').includes(release())).toBe(true);
  }
  // Stands for the system's dialog, which stays open.
  await csr.page.evaluate(() => {
    window.print = () => undefined;
  });
  await panel.getByRole('button', { name: 'Print' }).click();
  await csr.page.emulateMedia({ media: 'print' });
  await csr.page.screenshot({ path: join(PICTURES, 'printed.png') });
  await expect(csr.toolbar('Invite')).toBeHidden();
  await expect(csr.page.getByRole('heading', { name: 'Software' })).toBeVisible();
  // Nothing is cut off that would have to be scrolled to.
  const cut = await csr.page.evaluate(
    () =>
      [...document.querySelectorAll('section table')].filter(
        ({ parentElement }) =>
          parentElement !== null && parentElement.clientHeight < parentElement.scrollHeight,
      ).length,
  );
  expect(cut).toBe(0);
  await csr.page.emulateMedia({ media: null });
  await csr.page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
  await expect(csr.page.getByRole('heading', { name: 'Software', includeHidden: true })).toHaveCount(0);

  await panel.getByRole('button', { name: 'Refresh' }).click();
  await expect(panel.getByText(/ of 14 read/)).toBeHidden({ timeout: 45_000 });
  const other = panel.getByRole('combobox', { name: 'Compare with' });
  await other.selectOption({ index: 1 });
  await expect(panel.getByRole('searchbox')).toBeHidden();
  await csr.page.screenshot({ path: join(PICTURES, 'compared.png') });

  await panel.getByRole('button', { name: 'Refresh' }).click();
  await customer.stopSharing();
  await panel.getByText('It broke off').waitFor();
  await csr.end('');
  await expect(customer.page.getByText('read information about your computer')).toBeVisible();
});

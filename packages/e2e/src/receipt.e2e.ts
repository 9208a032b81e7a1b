/** The receipt of a session: signed by both, kept by the customer, verified by console and command, refused once altered. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import { joinedSession, type JoinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'receipt');

test('both sign what was asked, allowed and declined; altered anywhere, it is refused', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const folder = mkdtempSync(path.join(tmpdir(), 'alongside-receipts-'));
  try {
    await using csrDisplay = await startDisplay({ width: 1440, height: 900 });
    await using customerDisplay = await startDisplay({ width: 1280, height: 900, windowManager: true });
    await using relay = await startRelayProcess();
    const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
    await using session = await joinedSession(relay, displays);
    const { csr, customer } = session;
    await csr.request('Request to view desktop');
    await customer.decline();
    await csr.page.getByText('Aunt Soonja declined.').waitFor();
    await csr.request('Request to view desktop');
    await customer.allow();
    await csr.waitForPicture();
    // The audit is told of a receipt that has come to rest, by both sides.
    await expect.poll(() => headsIn(relay.data), { timeout: 15_000 }).toBeGreaterThanOrEqual(2);
    await csr.end('done');

    const page = path.join(folder, 'receipt.html');
    const file = path.join(folder, 'receipt.json');
    await keep(session, 'Save as web page', page);
    await keep(session, 'Save as file', file);
    await customer.page.screenshot({ path: path.join(PICTURES, 'ended.png'), fullPage: true });
    expect(readFileSync(page, 'utf8')).toContain('Declined to Kim Minji: seeing the screen');

    for (const kept of [page, file]) {
      const said = verify(kept, relay.data);
      expect(said).toMatchObject({ status: 0 });
      expect(said.text).toMatch(/^Unchanged: \d+ entries/);
      expect(said.text).toMatch(/Kim Minji signed \d+ of them/);
      expect(said.text).toMatch(/The audit holds its head at entry \d+/);
      await verifyInConsole(session, kept, 'Nothing in this receipt was changed.');
    }
    await csr.page.screenshot({ path: path.join(PICTURES, 'verified.png') });
    await expectNoBarrier(csr.page);
    expect(verify(file).text).not.toContain('audit');

    for (const kept of [page, file]) {
      const text = readFileSync(kept, 'utf8');
      const places = [
        text.indexOf('Kim Minji'),
        text.indexOf('view-desktop'),
        text.lastIndexOf('"signature": "') + 20,
      ];
      for (const place of places) {
        const altered = path.join(folder, `altered${path.extname(kept)}`);
        writeFileSync(
          altered,
          `${text.slice(0, place)}${text[place] === 'A' ? 'B' : 'A'}${text.slice(place + 1)}`,
        );
        expect(verify(altered), `${kept} at ${String(place)}`).toMatchObject({ status: 1 });
        await verifyInConsole(session, altered, 'This receipt can’t be trusted.');
      }
    }
    await csr.page.screenshot({ path: path.join(PICTURES, 'refused.png') });
    expect(verify(path.join(folder, 'not there'))).toMatchObject({ status: 2 });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

function headsIn(data: string): number {
  const args = ['signaling/src/admin.ts', 'audit', 'export', '--data', data];
  const { stdout } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return stdout.split('\n').filter((line) => line.includes('receipt.head')).length;
}

async function keep({ customer, helperApp }: JoinedSession, button: string, filePath: string): Promise<void> {
  // Stands for the person in the system's own dialog.
  await helperApp.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, filePath);
  await customer.page.getByRole('button', { name: button }).click();
  await expect.poll(() => existsSync(filePath) && readFileSync(filePath, 'utf8').length > 100).toBe(true);
  await expect(customer.page.getByText('Saved', { exact: true })).toBeVisible();
}

async function verifyInConsole({ csr }: JoinedSession, file: string, verdict: string): Promise<void> {
  const dialog = csr.page.getByRole('dialog', { name: 'Verify receipt' });
  if (!(await dialog.isVisible())) await csr.page.getByRole('button', { name: 'Verify receipt' }).click();
  await dialog.locator('input[type=file]').setInputFiles(file);
  await expect(dialog.getByText(path.basename(file))).toBeVisible();
  await expect(dialog.getByText(verdict)).toBeVisible();
}

function verify(file: string, data?: string): { readonly status: number | null; readonly text: string } {
  const args = [
    'signaling/src/admin.ts',
    'receipt',
    'verify',
    file,
    ...(data === undefined ? [] : ['--data', data]),
  ];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: ROOT, encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
}

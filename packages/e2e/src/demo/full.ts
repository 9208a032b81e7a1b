/** What moves and what is kept: files both ways, system information before and after, hidden parts, a recording, receipts. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type ElectronApplication, type Locator } from '@playwright/test';
import { startDisplay } from '../displays.ts';
import {
  electronVersion,
  launchTarget,
  ROOT,
  startRelayProcess,
  temporaryProfile,
} from '../support/programs.ts';
import { joinedSession, type JoinedSession } from '../support/session.ts';
import { siteAdmin } from '../support/site-admin.ts';
import { paintDesktops } from './desktops.ts';
import { startDemoRun, type DemoRun } from './report.ts';

const AUNT = 'Aunt Soonja';
const SITE = [
  'organisation: Harbour Clinic',
  'chatKept: true',
  'snapshotsKept: true',
  'files: { advanced: true }',
  '',
].join('\n');
/** Long enough that the player has something to show. */
const FILM_MS = 4_000;

type Folders = { readonly csr: string; readonly customer: string; readonly kept: string };

/** False where a step failed; the report says which. */
export async function playFull(): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const csrDisplay = stack.use(await startDisplay({ width: 1440, height: 900, windowManager: true }));
  const customerDisplay = stack.use(await startDisplay({ width: 1280, height: 900, windowManager: true }));
  const relay = stack.use(await startRelayProcess());
  const folder = stack.use(temporaryProfile()).path;
  const folders = { csr: join(folder, 'desk'), customer: join(folder, 'aunt'), kept: join(folder, 'kept') };
  fill(folders);
  siteAdmin(relay.data, join(folder, 'keys')).push(1, SITE);
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await paintDesktops(displays.csr, displays.customer);
  stack.use(
    await launchTarget({ display: displays.customer, as: 'window', size: { width: 640, height: 560 } }),
  );
  const session = stack.use(
    await joinedSession(relay, displays, {
      consoleEnv: { HOME: folders.csr },
      helperEnv: { HOME: folders.customer },
    }),
  );
  await chooseFolder(session.consoleApp, folders.kept);
  const { consoleApp, helperApp } = session;
  const run = startDemoRun({
    folder: join(ROOT, 'demo-output'),
    carrier: 'electron',
    electron: electronVersion(),
    displays,
    pages: () => [...consoleApp.windows(), ...helperApp.windows()],
  });
  return await run.play(async () => {
    await shareFile(run, session, folders);
    await moveFiles(run, session);
    await readTwice(run, session);
    await recordHidden(run, session);
    await lookBack(run, session, folders);
  });
}

function fill({ csr, customer, kept }: Folders): void {
  for (const made of [join(csr, 'Guides/Printer'), join(customer, 'Documents'), kept]) {
    mkdirSync(made, { recursive: true });
  }
  writeFileSync(join(csr, 'Guides/설치 안내.txt'), '1. 전원을 켭니다.\n');
  writeFileSync(join(csr, 'Guides/Printer/driver.bin'), Buffer.alloc(3_000_000, 7));
  writeFileSync(join(csr, 'read me first.txt'), 'Hello.\n');
  writeFileSync(join(customer, 'Documents/printer.log'), 'error 42\n'.repeat(40_000));
  writeFileSync(join(customer, 'Documents/letters.odt'), 'Dear friend');
}

async function shareFile(
  run: DemoRun,
  { csr, customer }: JoinedSession,
  { csr: desk }: Folders,
): Promise<void> {
  await run.step('A file is shared with every customer', async () => {
    await csr.toolbar('Files').click();
    await csr.page.locator('input[type=file]').setInputFiles(join(desk, 'read me first.txt'));
    await customer.page.getByRole('region', { name: 'Files for you' }).waitFor();
  });
  await run.step('The customer takes it', async () => {
    await customer.page.getByRole('button', { name: 'Save read me first.txt', exact: true }).click();
    await csr.page.getByText(`${AUNT}: saved`).waitFor();
  });
}

async function moveFiles(run: DemoRun, { csr, customer }: JoinedSession): Promise<void> {
  const dock = csr.page.getByRole('region', { name: 'Advanced file transfer' });
  const [yours, theirs] = ['Your computer', "Customer's computer"].map((name) =>
    dock.getByRole('region', { name }),
  );
  if (yours === undefined || theirs === undefined) throw new Error('there are two panes');
  const row = (pane: Locator, name: string): Locator => pane.getByRole('option').filter({ hasText: name });
  await run.step('The customer is asked to open their folders', async () => {
    await csr.page.getByRole('button', { name: 'Advanced file transfer' }).click();
    await dock.getByRole('button', { name: 'Ask to open their folders' }).click();
    const dialog = (await customer.consent()).getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Only these folders' }).check();
    await dialog.getByRole('checkbox', { name: 'Documents' }).check();
  });
  await run.step('Two panes: what was opened, and no more', async () => {
    await customer.allow();
    await row(theirs, 'printer.log').click();
  });
  await run.step('A copy of a log is asked for', async () => {
    await dock.getByRole('button', { name: 'Get from customer' }).click();
    await (await customer.consent()).getByText('1 file,').waitFor();
  });
  await run.step('It arrives; a folder goes the other way', async () => {
    await customer.allow();
    await dock.getByText(/^Saved in /).waitFor();
    await row(yours, 'Guides').click();
    await dock.getByRole('button', { name: 'Send to customer' }).click();
    await customer.allow();
    await dock.getByText('Saved on their computer').waitFor();
  });
  await dock.getByRole('button', { name: 'Close advanced file transfer' }).click();
  await csr.toolbar('Files').click();
}

async function readTwice(run: DemoRun, { csr, customer }: JoinedSession): Promise<void> {
  const panel = csr.page.getByRole('complementary', { name: 'System information' });
  const isRead = (): Promise<void> => expect(panel.getByText(/ of 14 read/)).toBeHidden({ timeout: 60_000 });
  await run.step('System information is asked for', async () => {
    await csr.toolbar('System information').click();
    await panel.getByRole('button', { name: 'Ask for system information' }).click();
    await (await customer.consent()).getByRole('dialog').waitFor();
  });
  await run.step('It is read', async () => {
    await customer.allow();
    await isRead();
  });
  await run.step('Before and after are compared', async () => {
    await panel.getByRole('button', { name: 'Refresh' }).click();
    await isRead();
    await panel.getByRole('combobox', { name: 'Compare with' }).selectOption({ index: 1 });
  });
  await csr.toolbar('System information').click();
}

async function recordHidden(run: DemoRun, { csr, customer }: JoinedSession): Promise<void> {
  await run.step('The customer hides a part of their screen', async () => {
    await csr.request('Request to control desktop');
    await customer.allow();
    await csr.waitForPicture();
    const section = customer.page.getByRole('region', { name: 'Hidden parts of my screen' });
    await section.getByRole('button', { name: 'Hide a window' }).click();
    await section.getByRole('radio', { name: /Order form/ }).check({ force: true });
    await section.getByRole('button', { name: 'Hide this' }).click();
    await csr.page.getByText(/hides a part of the screen/).waitFor();
  });
  await run.step('Recording is asked for', async () => {
    await csr.toolbar('Record').click();
    const settings = csr.page.getByRole('dialog', { name: 'Recording settings' });
    await settings.getByRole('button', { name: 'Start recording' }).click();
    await (await customer.consent()).getByRole('dialog').waitFor();
  });
  const recorder = csr.page.getByRole('complementary', { name: 'Recorder' });
  await run.step('It runs, and everybody sees it', async () => {
    await customer.allow();
    await expect(recorder.getByRole('status')).toHaveText('Recording');
    await csr.chat('Now print the test page, please.');
    await new Promise((resolve) => setTimeout(resolve, FILM_MS));
  });
  await run.step('It is stopped and kept', async () => {
    await recorder.getByRole('button', { name: 'Stop' }).click();
    await recorder.getByText(/The recording is kept: /).waitFor();
  });
  await run.step('The session ends: the customer gets a receipt', async () => {
    await csr.end('Printer driver renewed. 프린터 드라이버를 새로 설치함.');
    await customer.page.getByRole('button', { name: 'Save as web page' }).scrollIntoViewIfNeeded();
  });
}

async function lookBack(
  run: DemoRun,
  { csr, customer, consoleApp, helperApp }: JoinedSession,
  { kept }: Folders,
): Promise<void> {
  const receipt = join(kept, 'receipt.html');
  await run.step('The record of the session', async () => {
    await csr.page.getByRole('button', { name: /^Record of / }).click();
    const record = csr.page.getByRole('dialog', { name: 'Session record' });
    await record.getByRole('button', { name: /^System information / }).click();
    await record.getByRole('group').first().waitFor();
  });
  await run.step('The recording is played', async () => {
    await csr.page.getByRole('button', { name: 'Recording (1)' }).click();
    const dialog = csr.page.getByRole('dialog', { name: 'Recordings' });
    await dialog.getByRole('button', { name: /^Play/ }).first().click();
    await csr.page.getByRole('region', { name: 'Player' }).locator('video').waitFor();
  });
  await run.step('The receipt is saved, and verified', async () => {
    await csr.page.keyboard.press('Escape');
    await saveTo(helperApp, receipt);
    await customer.page.getByRole('button', { name: 'Save as web page' }).click();
    await customer.page.getByText('Saved', { exact: true }).waitFor();
    await csr.page.getByRole('button', { name: 'Verify receipt' }).click();
    await csr.page
      .getByRole('dialog', { name: 'Verify receipt' })
      .locator('input[type=file]')
      .setInputFiles(receipt);
    await csr.page.getByText('Nothing in this receipt was changed.').waitFor();
  });
  expect(consoleApp.windows()).not.toHaveLength(0);
}

/** Stands for the person in the system's own dialogs. */
function saveTo(app: ElectronApplication, file: string): Promise<void> {
  return app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
}

/** Where recordings go: the first time, the program's own folder is in the way of nobody. */
function chooseFolder(app: ElectronApplication, folder: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, folder);
}

/**
 * A11: two panes, off by default. A config that is pushed brings them into running programs, one that narrows takes them
 * away; the customer opens their folders, limits them, and is asked for each act.
 */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test, type Locator } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import type { CustomerHelper } from './support/customer.ts';
import { electronPath, ROOT, startRelayProcess, temporaryProfile } from './support/programs.ts';
import { joinedSession } from './support/session.ts';
import { siteAdmin } from './support/site-admin.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = path.join(ROOT, 'test-results', 'advanced-files');
const MEGABYTE = 1_000_000;
const OFF = 'organisation: Harbour Clinic\n';
const ON = `${OFF}files: { advanced: true }\n`;

test('advanced file transfer: off, pushed, opened, limited, both ways, and taken away', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using customerDisplay = await startDisplay({ width: 1280, height: 960, windowManager: true });
  await using csrDisplay = await startDisplay({ width: 1600, height: 1000, windowManager: true });
  using folder = temporaryProfile();
  await using relay = await startRelayProcess();
  const admin = siteAdmin(relay.data, path.join(folder.path, 'keys'));
  admin.push(1, OFF);
  const [ours, theirs] = [path.join(folder.path, 'csr'), path.join(folder.path, 'aunt')];
  const photo = randomBytes(9 * MEGABYTE);
  const guide = randomBytes(2 * MEGABYTE);
  fill(ours, theirs, { photo, guide });
  await using session = await joinedSession(
    relay,
    { csr: csrDisplay.name, customer: customerDisplay.name },
    { consoleEnv: { HOME: ours }, helperEnv: { HOME: theirs } },
  );
  const { csr, customer } = session;
  await csr.toolbar('Files').click();
  const panel = csr.page.getByRole('complementary', { name: 'Files' });
  await panel.getByText('No files shared yet').waitFor();
  const open = panel.getByRole('button', { name: 'Advanced file transfer' });
  await expect(open).toBeHidden();

  admin.push(2, ON);
  await open.click();
  const dock = csr.page.getByRole('region', { name: 'Advanced file transfer' });
  const yours = dock.getByRole('region', { name: 'Your computer' });
  const other = dock.getByRole('region', { name: "Customer's computer" });
  await row(yours, 'Guides').waitFor();
  await csr.page.screenshot({ path: path.join(PICTURES, 'closed.png') });

  await dock.getByRole('button', { name: 'Ask to open their folders' }).click();
  await (await customer.consent()).screenshot({ path: path.join(PICTURES, 'consent-browse.png') });
  await customer.decline();
  await dock.getByText('Aunt Soonja did not open their folders.').waitFor();
  await dock.getByRole('button', { name: 'Ask to open their folders' }).click();
  await allowOnly(customer, 'Documents');
  await expect(customer.grants()).toContainText(/can look through your files.*only .*Documents/);

  // Only what was chosen is there, and no way leads out of it.
  await row(other, 'photo.raw').waitFor();
  await expect(other.getByRole('button', { name: 'Up one folder' })).toBeDisabled();
  await expect(row(other, 'way-out')).toHaveAttribute('data-kind', 'other');
  await other.getByRole('textbox', { name: 'Folder' }).fill(theirs);
  await other.getByRole('textbox', { name: 'Folder' }).press('Enter');
  await other.getByText('That can’t be opened or changed.').waitFor();
  await expect(row(other, 'secret.txt')).toBeHidden();

  // From theirs to ours: asked, with what the machine itself has found.
  await row(other, 'photo.raw').click();
  await dock.getByRole('button', { name: 'Get from customer' }).click();
  const consent = await customer.consent();
  await expect(consent.getByRole('dialog')).toContainText('wants a copy of your files.');
  await expect(consent.getByRole('dialog')).toContainText('1 file, 9 MB');
  await consent.screenshot({ path: path.join(PICTURES, 'consent-get.png') });
  await expectNoBarrier(consent);
  await customer.decline();
  await dock.getByText('Aunt Soonja did not allow it.').waitFor();
  expect(existsSync(path.join(ours, 'photo.raw'))).toBe(false);
  await dock.getByRole('button', { name: 'Get from customer' }).click();
  await customer.allow();
  await dock.getByText(`Saved in ${ours}`).waitFor({ timeout: 30_000 });
  expect(sha256(path.join(ours, 'photo.raw'))).toBe(hash(photo));

  // A whole folder to theirs, then all without a question.
  await row(yours, 'Guides').click();
  await dock.getByRole('button', { name: 'Send to customer' }).click();
  await expect((await customer.consent()).getByRole('dialog')).toContainText('2 files');
  await customer.allow({ all: true });
  await dock.getByText('Saved on their computer').waitFor({ timeout: 30_000 });
  expect(sha256(path.join(theirs, 'Documents/Guides/deep/설치.pdf'))).toBe(hash(guide));
  await expect(customer.grants()).toContainText('can copy, change and delete your files');
  await csr.page.screenshot({ path: path.join(PICTURES, 'open.png') });
  await expectNoBarrier(csr.page);

  await other.getByRole('button', { name: 'Read again' }).click();
  await row(other, 'Guides').waitFor();
  await other.getByRole('button', { name: 'New folder' }).click();
  const naming = csr.page.getByRole('dialog', { name: 'New folder' });
  await naming.getByRole('textbox').fill('Sorted');
  await naming.getByRole('button', { name: 'Create' }).click();
  await row(other, 'Sorted').waitFor();
  await row(other, 'Sorted').click();
  await csr.page.keyboard.press('F2');
  const renaming = csr.page.getByRole('dialog', { name: 'Rename' });
  await renaming.getByRole('textbox').fill('a/b');
  await renaming.getByRole('button', { name: 'Rename' }).click();
  await other.getByText('Not every computer can bear that name.').waitFor();
  await row(other, 'Sorted').click();
  await csr.page.keyboard.press('Delete');
  await csr.page
    .getByRole('dialog', { name: 'Delete “Sorted” for good?' })
    .getByRole('button', { name: 'Delete' })
    .click();
  await expect(row(other, 'Sorted')).toBeHidden();
  expect(existsSync(path.join(theirs, 'Documents/Sorted'))).toBe(false);

  // While the screen is seen nothing moves.
  await csr.request('Request to view desktop');
  await customer.allow();
  await csr.waitForPicture();
  await row(yours, 'later.bin').dragTo(other);
  await dock.getByText('Waits while the screen is shared').waitFor();
  await csr.page.screenshot({ path: path.join(PICTURES, 'waits.png') });
  await csr.request('Stop sharing');
  await expect(dock.getByText('Saved on their computer')).toHaveCount(2, { timeout: 30_000 });

  admin.push(3, OFF);
  await expect(dock).toBeHidden();
  await expect(open).toBeHidden();
  await expect(customer.grants()).toContainText('Nothing');
  await csr.end('');
  await expect(customer.page.getByText('You let Kim Minji look through your files')).toBeVisible();
  await expect(customer.page.getByText('Kim Minji got a copy of photo.raw (9 MB)')).toBeVisible();
  await expect(customer.page.getByText('Kim Minji deleted Sorted')).toBeVisible();
  await customer.page.screenshot({ path: path.join(PICTURES, 'receipt.png'), fullPage: true });
});

function fill(
  ours: string,
  theirs: string,
  { photo, guide }: { readonly photo: Buffer; readonly guide: Buffer },
): void {
  mkdirSync(path.join(ours, 'Guides/deep'), { recursive: true });
  writeFileSync(path.join(ours, 'Guides/read-me.txt'), 'hello');
  writeFileSync(path.join(ours, 'Guides/deep/설치.pdf'), guide);
  writeFileSync(path.join(ours, 'later.bin'), guide);
  mkdirSync(path.join(theirs, 'Documents'), { recursive: true });
  mkdirSync(path.join(theirs, 'Desktop'), { recursive: true });
  writeFileSync(path.join(theirs, 'secret.txt'), 'pin');
  writeFileSync(path.join(theirs, 'Documents/photo.raw'), photo);
  symlinkSync(theirs, path.join(theirs, 'Documents/way-out'));
}

function row(pane: Locator, name: string): Locator {
  return pane.getByRole('option').filter({ hasText: name });
}

async function allowOnly(customer: CustomerHelper, place: string): Promise<void> {
  const dialog = (await customer.consent()).getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Only these folders' }).check();
  await expect(dialog.getByRole('button', { name: 'Allow', exact: true })).toBeDisabled();
  await dialog.getByRole('checkbox', { name: place }).check();
  await dialog.page().screenshot({ path: path.join(PICTURES, 'consent-limited.png') });
  await customer.allow();
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function sha256(file: string): string {
  return hash(readFileSync(file));
}

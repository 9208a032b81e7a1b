/** What is copied on one machine is pasted on the other, each direction only where it was allowed. */
import { execFileSync } from 'node:child_process';
import { crc32, deflateSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession, type JoinedSession } from './support/session.ts';
import { middleOf } from './support/target.ts';
import type { Page } from '@playwright/test';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
const PASTE = 'Paste what I copy there';
const RECEIVE = 'Receive what is copied there';

test('text and pictures cross both ways, from the yes on and not a moment before', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  const displays = { csr: csrDisplay.name, customer: customerDisplay.name };
  await using session = await controlledSession(relay, displays);
  const { csr, customer } = session;
  copyText(displays.csr, 'from before the yes');
  copyText(displays.customer, 'private');

  await choose(session, PASTE);
  await customer.decline();
  await expect(csr.page.getByText('Aunt Soonja declined.')).toBeVisible();
  await choose(session, PASTE);
  await customer.allow();
  await choose(session, RECEIVE);
  await customer.allow();
  await expect(customer.grants().getByText(/receives what you copy/)).toBeVisible();

  const field = target.page.locator('#text');
  await focusField(session, target.page);
  await csr.page.keyboard.press('Control+v');
  await expect(field).toHaveValue('private');

  // Pasting right behind copying: the keys wait for the clipboard, not the person.
  for (const text of ['첫 번째 é 👍🏽', 'x'.repeat(200_000), 'last']) {
    copyText(displays.csr, text);
    await csr.page.keyboard.press('Control+a');
    await csr.page.keyboard.press('Control+v');
    await expect(field).toHaveValue(text, { timeout: 15_000 });
  }

  await field.fill('copied over there, 안녕');
  await field.selectText();
  await csr.page.keyboard.press('Control+c');
  await expect.poll(() => pasteText(displays.csr)).toBe('copied over there, 안녕');

  const picture = redPicture(300, 200);
  copyPicture(displays.customer, picture);
  await expect.poll(() => sizeOf(pastePicture(displays.csr)), { timeout: 15_000 }).toBe('300x200');
  copyPicture(displays.csr, redPicture(64, 48));
  await expect.poll(() => sizeOf(pastePicture(displays.customer)), { timeout: 15_000 }).toBe('64x48');

  await choose(session, RECEIVE);
  await expect(customer.grants().getByText(/receives what you copy/)).toBeHidden();
  copyText(displays.customer, 'after it was given back');
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(sizeOf(pastePicture(displays.csr))).toBe('64x48');
});

async function choose({ csr }: JoinedSession, direction: string): Promise<void> {
  await csr.stage().getByRole('button', { name: 'Clipboard' }).click();
  await csr.page.getByRole('menuitemcheckbox', { name: direction }).click();
  await csr.page.keyboard.press('Escape');
}

async function focusField({ csr }: JoinedSession, target: Page): Promise<void> {
  const at = await middleOf(target, '#text', SCREEN);
  await expect(async () => {
    await csr.click(at);
    await expect(target.locator('#text')).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 10_000 });
}

/** A selection lives as long as the program that offers it: xclip stays behind until another takes its place. */
function copy(display: string, target: string, data: Buffer | string): void {
  execFileSync('xclip', ['-selection', 'clipboard', '-t', target], {
    env: { ...process.env, DISPLAY: display },
    input: data,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
}

function copyText(display: string, text: string): void {
  copy(display, 'UTF8_STRING', text);
  // It goes into the background before it has the selection.
  const deadline = Date.now() + 10_000;
  while (pasteText(display) !== text) if (Date.now() > deadline) throw new Error('xclip offered no text');
}

function copyPicture(display: string, png: Buffer): void {
  copy(display, 'image/png', png);
}

function paste(display: string, target: string): Buffer {
  const args = ['-selection', 'clipboard', '-o', '-t', target];
  try {
    return execFileSync('xclip', args, {
      env: { ...process.env, DISPLAY: display },
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch {
    // Nothing there, or nothing of this kind.
    return Buffer.alloc(0);
  }
}

function pasteText(display: string): string {
  return paste(display, 'UTF8_STRING').toString('utf8');
}

function pastePicture(display: string): Buffer {
  return paste(display, 'image/png');
}

/** Width and height stand at fixed places of a PNG. */
function sizeOf(png: Buffer): string {
  return png.length < 24 ? 'none' : `${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`;
}

function redPicture(width: number, height: number): Buffer {
  const row = Buffer.concat([Buffer.from([0]), Buffer.alloc(width * 3, Buffer.from([200, 20, 30]))]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = deflateSync(Buffer.concat(Array.from({ length: height }, () => row)));
  const signature = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

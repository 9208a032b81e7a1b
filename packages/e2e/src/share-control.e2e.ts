/** A CSR lets a customer control what they show: asked on the CSR's machine, confined, taken back. */
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { joinedSession, type JoinedSession } from './support/session.ts';
import { forgetEvents, targetEvents } from './support/target.ts';
import { heldOn } from './support/x-state.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.setTimeout(120_000);

const SCREEN = { width: 1280, height: 800 };
const CSR_SCREEN = { width: 2000, height: 1000 };
const CONSOLE = { x: 0, y: 0, width: 1280, height: 900 };
/** Where the target's text box is, once its whole window is shown. */
const IN_THE_FIELD = { x: 1650, y: 400 };
const PROGRAM = { x: 1330, y: 100, width: 640, height: 480 };

test('a customer asks, is allowed, works what is shown and nothing of ours, and it is taken back', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: csrDisplay.name, size: PROGRAM, at: PROGRAM });
  await using session = await joinedSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr, customer, consoleApp } = session;
  await consoleApp.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, CONSOLE);
  const asked = new CustomerHelper(csr.page, electronWindows(consoleApp));
  const picture = customer.page.getByRole('region', { name: 'Kim Minji shows you this' });
  const ask = () => picture.getByRole('button', { name: 'Use mouse and keyboard' }).click();

  await offer(session);
  await expect(picture.locator('video')).toBeVisible();

  await ask();
  await expect((await asked.consent()).getByRole('dialog')).toContainText('Aunt Soonja asks to use');
  await asked.decline();
  await expect(picture).toContainText('Kim Minji did not allow it.');

  await ask();
  await asked.allow();
  await expect(picture).toContainText('Your mouse and keyboard work on');
  await expect(csr.page.getByText('Aunt Soonja can use your mouse and keyboard.')).toBeVisible();
  await expect(async () => {
    await press(session, IN_THE_FIELD);
    await expect(target.page.getByRole('textbox')).toBeFocused({ timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await customer.page.keyboard.type('from the customer');
  await expect(target.page.getByRole('textbox')).toHaveValue('from the customer', { timeout: 10_000 });

  await test.step('the console itself is out of reach', async () => {
    const notes = csr.toolbar('Notes');
    const box = await notes.boundingBox();
    if (box === null) throw new Error('no button to aim at');
    await press(session, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
    await csr.page.waitForTimeout(500);
    await expect(csr.page.getByRole('textbox', { name: 'Session notes' })).toBeHidden();
  });

  await csr.page.getByRole('button', { name: 'Take control back' }).click();
  await expect(picture).toContainText('You can’t use it any more.');
  await forgetEvents(target.page);
  await press(session, IN_THE_FIELD);
  await csr.page.waitForTimeout(500);
  expect((await targetEvents(target.page)).filter(({ type }) => type === 'mousedown')).toEqual([]);

  await ask();
  await asked.allow();
  await expect(picture).toContainText('Your mouse and keyboard work on');
  await csr.page.getByRole('status').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(picture).toBeHidden();
  await expect.poll(() => heldOn(csrDisplay.name)).toEqual({ keycodes: [], buttons: 0 });
  await expect.poll(() => consoleApp.windows().length).toBe(1);

  await test.step('a console that is killed leaves nothing pressed', async () => {
    await offer(session);
    await ask();
    await asked.allow();
    await expect(picture).toContainText('Your mouse and keyboard work on');
    await press(session, IN_THE_FIELD);
    await expect(target.page.getByRole('textbox')).toBeFocused();
    await customer.page.keyboard.down('a');
    await expect.poll(async () => (await heldOn(csrDisplay.name)).keycodes.length).toBe(1);
    consoleApp.process().kill('SIGKILL');
    await expect.poll(() => heldOn(csrDisplay.name)).toEqual({ keycodes: [], buttons: 0 });
  });
});

async function offer({ csr, customer }: JoinedSession): Promise<void> {
  await csr.request('Share my desktop');
  const dialog = csr.page.getByRole('dialog', { name: 'Share my desktop' });
  await dialog.getByRole('checkbox', { name: /^Let them ask/ }).check();
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await customer.page.getByRole('button', { name: 'Show it' }).click();
}

/** On the CSR's screen, through the picture in the customer's window. */
async function press({ customer }: JoinedSession, at: { x: number; y: number }): Promise<void> {
  const video = customer.page.locator('video');
  await video.scrollIntoViewIfNeeded();
  const box = await video.boundingBox();
  if (box === null) throw new Error('no picture to press');
  const place = [
    box.x + (at.x / CSR_SCREEN.width) * box.width,
    box.y + (at.y / CSR_SCREEN.height) * box.height,
  ] as const;
  await customer.page.mouse.move(...place);
  await customer.page.mouse.down();
  await customer.page.mouse.up();
}

/** Pointing and drawing on the customer's screen: seen there, clicked through, gone with the grant. */
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { controlledSession, type JoinedSession } from './support/session.ts';
import { forgetEvents, targetEvents } from './support/target.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
const FROM = { x: 0.1, y: 0.6 };
const TO = { x: 0.4, y: 0.6 };
const ON_THE_LINE = { x: 0.25, y: 0.6 };

test('a line that the CSR draws lies on the screen, lets clicks through, and is cleared', async () => {
  await using customerDisplay = await startDisplay({ ...SCREEN, windowManager: true });
  await using csrDisplay = await startDisplay(CSR_SCREEN);
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: customerDisplay.name, size: SCREEN });
  await using session = await controlledSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr, customer } = session;
  const tool = (name: string) => csr.stage().getByRole('button', { name, exact: true });

  await tool('Draw').click();
  await drag(session);
  await expect.poll(() => isInk(session), { timeout: 15_000 }).toBe(true);

  // The line itself is clicked: what lies under it gets the press.
  await tool('Draw').click();
  await expect(async () => {
    await forgetEvents(target.page);
    await csr.click(ON_THE_LINE);
    await expect
      .poll(async () => (await targetEvents(target.page)).some(({ type }) => type === 'mousedown'))
      .toBe(true);
  }).toPass({ timeout: 20_000 });
  // Away from the line, where the mouse itself is seen.
  const aside = await csr.pointOf({ x: 0.7, y: 0.8 });
  await csr.page.mouse.move(aside.x, aside.y);
  await expect.poll(() => isInk(session)).toBe(true);

  await tool('Draw').click();
  await tool('Clear drawing').click();
  await expect.poll(() => isInk(session)).toBe(false);

  await drag(session);
  await expect.poll(() => isInk(session), { timeout: 15_000 }).toBe(true);
  await customer.stopSharing();
  await expect(csr.page.getByText('Aunt Soonja stopped sharing.')).toBeVisible();
  await csr.request('Request to view desktop');
  await customer.allow();
  await csr.waitForPicture();
  expect(await isInk(session)).toBe(false);
});

async function drag({ csr }: JoinedSession): Promise<void> {
  const [from, to] = [await csr.pointOf(FROM), await csr.pointOf(TO)];
  await csr.page.mouse.move(from.x, from.y);
  await csr.page.mouse.down();
  await csr.page.mouse.move(to.x, to.y, { steps: 12 });
  await csr.page.mouse.up();
  // Not under the ring of the pointer.
  await csr.page.mouse.move(to.x, to.y + 60);
}

/** The one colour that nothing else has, where the line went. */
async function isInk({ csr }: JoinedSession): Promise<boolean> {
  const [red, green, blue] = await csr.colourAt(ON_THE_LINE);
  return red > 180 && green < 90 && blue > 70 && blue < 180;
}

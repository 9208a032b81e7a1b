/** The other way round: a CSR shows their own desktop or window, and the customer decides whether to look. */
import { expect, test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { joinedSession, type JoinedSession } from './support/session.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const SCREEN = { width: 1600, height: 900 };
const CSR_SCREEN = { width: 1700, height: 1050 };
const SIZE = { width: 640, height: 480 };

test('a CSR shows desktop and window: declined, looked at, stopped from either side', async () => {
  await using customerDisplay = await startDisplay(SCREEN);
  await using csrDisplay = await startDisplay({ ...CSR_SCREEN, windowManager: true });
  await using relay = await startRelayProcess();
  await using target = await launchTarget({ display: csrDisplay.name, size: SIZE, as: 'window' });
  await target.page.evaluate(() => {
    document.body.innerHTML = '';
    document.body.style.background = 'rgb(20, 160, 60)';
  });
  await using session = await joinedSession(relay, {
    csr: csrDisplay.name,
    customer: customerDisplay.name,
  });
  const { csr, customer } = session;
  const question = customer.page.getByRole('alert', { name: 'Kim Minji wants to show you their screen.' });

  await share(session, 'Share my desktop');
  await expect(csr.page.getByText('You offer your desktop. Nobody is looking yet.')).toBeVisible();
  await question.getByRole('button', { name: 'No, thanks' }).click();
  await expect(csr.page.getByText('Aunt Soonja is not looking.')).toBeVisible();
  await csr.request('Stop sharing');

  await share(session, 'Share my desktop');
  await question.getByRole('button', { name: 'Show it' }).click();
  await expect(csr.page.getByText('Aunt Soonja can see your desktop')).toBeVisible();
  const picture = customer.page.getByRole('region', { name: 'Kim Minji shows you this' });
  await expect.poll(() => widthOf(session)).toBe(CSR_SCREEN.width);
  await picture.getByRole('button', { name: 'Close' }).click();
  await expect(picture).toBeHidden();
  await expect(csr.page.getByText('Aunt Soonja is not looking.').last()).toBeVisible();
  await csr.request('Stop sharing');

  await share(session, 'Share my application', /Order form/);
  await customer.page
    .getByRole('alert', { name: 'Kim Minji wants to show you one of their windows.' })
    .getByRole('button', { name: 'Show it' })
    .click();
  await expect
    .poll(async () => {
      const [red, green, blue] = await colourOf(session);
      return Math.abs(red - 20) < 25 && Math.abs(green - 160) < 25 && Math.abs(blue - 60) < 25;
    })
    .toBe(true);
  expect(Math.abs((await widthOf(session)) - SIZE.width)).toBeLessThan(20);
  await csr.page.getByRole('status').getByRole('button', { name: 'Stop sharing' }).click();
  await expect(picture).toBeHidden();
});

async function share({ csr }: JoinedSession, item: string, source?: RegExp): Promise<void> {
  await csr.request(item);
  const dialog = csr.page.getByRole('dialog', { name: item });
  if (source !== undefined) await dialog.getByRole('radio', { name: source }).check({ force: true });
  await dialog.getByRole('button', { name: 'Share', exact: true }).click();
  await dialog.waitFor({ state: 'hidden' });
}

function widthOf({ customer }: JoinedSession): Promise<number> {
  return customer.page
    .locator('video')
    .evaluate((element) => (element instanceof HTMLVideoElement ? element.videoWidth : 0));
}

function colourOf({ customer }: JoinedSession): Promise<readonly [number, number, number]> {
  return customer.page.locator('video').evaluate((element): [number, number, number] => {
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d');
    if (context === null || !(element instanceof HTMLVideoElement)) throw new Error('no picture');
    const [x, y] = [element.videoWidth / 2, element.videoHeight / 2];
    context.drawImage(element, x, y, 1, 1, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
}

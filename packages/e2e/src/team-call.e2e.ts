/** Two CSRs and two customers talk, see each other, show things and take turns at one machine. */
import { expect, test, type Page } from '@playwright/test';
import { expectNoBarrier } from './support/barriers.ts';
import { expectPattern, FAKE_DEVICES, loudness } from './support/call.ts';
import { CSR, electronPath, launchTarget, startRelayProcess } from './support/programs.ts';
import { COLLEAGUE, seatConsole, seatHelper } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.setTimeout(240_000);

const AUNT = 'Aunt Soonja';
/** Echo cancelling takes the beeps of the others for echoes of one's own; a muted voice has nothing at all. */
const AUDIBLE = 0.001;
const UNCLE = 'Uncle Ho';

test('four people hear and see each other, and two representatives take turns', async () => {
  await using relay = await startRelayProcess({ accounts: [COLLEAGUE] });
  await using stack = new AsyncDisposableStack();
  const seating = { relay, args: FAKE_DEVICES, size: { width: 1366, height: 820 } };
  const lead = await seatConsole(stack, CSR, seating);
  const colleague = await seatConsole(stack, COLLEAGUE, seating);
  const { link } = await lead.csr.startSession();
  const aunt = await seatHelper(stack, { name: AUNT, link }, seating);
  await lead.csr.admit(AUNT);
  await lead.csr.callColleague(COLLEAGUE.name, 'Two of us are quicker');
  await lead.csr.page.keyboard.press('Escape');
  await colleague.csr.joinCall(CSR.name);
  const uncle = await seatHelper(stack, { name: UNCLE, link: (await lead.csr.invite()).link }, seating);
  await lead.csr.admit(UNCLE);

  await test.step('everybody is asked to join, and everybody is heard by all the others', async () => {
    await lead.csr.toolbar('Audio').click();
    await lead.csr.page.getByRole('button', { name: 'Join by internet' }).click();
    for (const page of [colleague.csr.page, aunt.customer.page, uncle.customer.page]) {
      await page.getByRole('alert').getByRole('button', { name: 'Join by internet' }).click();
    }
    for (const page of [lead.csr.page, colleague.csr.page, aunt.customer.page, uncle.customer.page]) {
      for (const voice of [0, 1, 2]) {
        await expect.poll(() => loudness(page, voice), { timeout: 40_000 }).toBeGreaterThan(AUDIBLE);
      }
    }
  });

  await test.step('faces are seen', async () => {
    await lead.csr.toolbar('Video').click();
    await startCamera(lead.csr.page);
    await uncle.customer.page.getByRole('alert').getByRole('button', { name: 'Show video' }).click();
    await expectPattern(uncle.customer.page, CSR.name);
    await colleague.csr.toolbar('Video').click();
    await expectPattern(colleague.csr.page, CSR.name);
    await expectNoBarrier(lead.csr.page);
    await expectNoBarrier(uncle.customer.page);
    await lead.csr.page.getByRole('button', { name: 'Stop video' }).click();
    await lead.csr.toolbar('Video').click();
    await colleague.csr.toolbar('Video').click();
  });

  await test.step('of a desktop that is shown to all, each customer sees what they want to see', async () => {
    await lead.csr.request('Share my desktop');
    const dialog = lead.csr.page.getByRole('dialog', { name: 'Share my desktop' });
    await dialog.getByRole('radio', { name: 'All customers' }).waitFor();
    await expectNoBarrier(lead.csr.page);
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    await aunt.customer.page.getByRole('alert').getByRole('button', { name: 'Show it' }).click();
    await uncle.customer.page.getByRole('alert').getByRole('button', { name: 'No, thanks' }).click();
    await expect(lead.csr.page.getByText(`${AUNT} can see your desktop`)).toBeVisible();
    await expectNoBarrier(aunt.customer.page);
    await lead.csr.request('Stop sharing');
  });

  const target = stack.use(
    await launchTarget({ display: aunt.display.name, as: 'window', size: { width: 600, height: 500 } }),
  );
  await test.step('one window is asked for with all that the question shows', async () => {
    await lead.csr.request('Request to control application');
    const consent = await aunt.customer.consent();
    await consent.getByRole('radio', { name: /Order form/ }).waitFor({ state: 'attached' });
    await consent.getByText('Set limits').click();
    await expectNoBarrier(consent);
    await aunt.customer.allow({ window: /Order form/ });
    await lead.csr.waitForPicture();
    await expectNoBarrier(lead.csr.page);
  });

  await test.step('whoever asks while another controls waits for their turn', async () => {
    await colleague.csr.request('Request to control application');
    const taken = colleague.csr.page.getByRole('dialog', { name: `${CSR.name} is in control` });
    await expectNoBarrier(colleague.csr.page);
    await taken.getByRole('button', { name: 'Wait until it is free' }).click();
    await expect(colleague.csr.page.getByText('Waiting for control to be free')).toBeVisible();
    await lead.csr.request('Stop sharing');
    await aunt.customer.allow({ window: /Order form/ });
    await colleague.csr.waitForPicture();
    await expect(
      aunt.customer.grants().getByText(`${COLLEAGUE.name} can see and use one window`),
    ).toBeVisible();
  });

  await test.step('or asks to take over, which the customer sees for what it is', async () => {
    await lead.csr.request('Request to control application');
    const taken = lead.csr.page.getByRole('dialog', { name: `${COLLEAGUE.name} is in control` });
    await taken.getByRole('button', { name: 'Ask to take over' }).click();
    const consent = await aunt.customer.consent();
    await expect(consent.getByText(`${COLLEAGUE.name} can’t use your mouse and keyboard`)).toBeVisible();
    await aunt.customer.allow({ window: /Order form/ });
    await lead.csr.waitForPicture();
    await expect(colleague.csr.page.getByText(`${AUNT} stopped sharing.`)).toBeVisible();
    expect(target.page.isClosed()).toBe(false);
  });
});

async function startCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open camera' }).click();
  await page.getByRole('button', { name: 'Start video' }).click();
}

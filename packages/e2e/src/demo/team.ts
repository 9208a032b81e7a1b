/** Two CSRs and two customers: called in, primary and assistant, the lead handed on, a console lost and back. */
import { join } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { safetyWordsIn, type CsrConsole } from '../support/csr.ts';
import type { CustomerHelper } from '../support/customer.ts';
import { CSR, electronVersion, launchTarget, ROOT, startRelayProcess } from '../support/programs.ts';
import { COLLEAGUE, seatConsole, seatHelper, type ConsoleSeat, type HelperSeat } from '../support/team.ts';
import { paintDesktops } from './desktops.ts';
import { startDemoRun, type DemoRun } from './report.ts';

/** A microphone that beeps and a camera that draws. */
const FAKE_DEVICES = ['--use-fake-device-for-media-stream'];
const AUNT = 'Aunt Soonja';
const UNCLE = 'Uncle Ho';

type Cast = {
  readonly lead: CsrConsole;
  readonly colleague: CsrConsole;
  readonly aunt: CustomerHelper;
  readonly uncle: CustomerHelper;
};

/** False where a step failed; the report says which. */
export async function playTeam(): Promise<boolean> {
  await using stack = new AsyncDisposableStack();
  const { lead, colleague, aunt, uncle } = await seatEverybody(stack);
  const run = startDemoRun({
    folder: join(ROOT, 'demo-output'),
    carrier: 'electron',
    electron: electronVersion(),
    displays: {
      lead: lead.display.name,
      colleague: colleague.display.name,
      customer: aunt.display.name,
      assistant: uncle.display.name,
    },
    pages: () => [lead.csr.page, colleague.csr.page, aunt.customer.page, uncle.customer.page],
  });
  const cast = { lead: lead.csr, colleague: colleague.csr, aunt: aunt.customer, uncle: uncle.customer };
  return await run.play(async () => {
    await gather(run, cast);
    await workTogether(run, cast);
    await talk(run, cast);
    await showOneWindow(run, cast);
    await handOn(run, cast);
  });
}

async function seatEverybody(stack: AsyncDisposableStack) {
  const relay = stack.use(await startRelayProcess({ accounts: [COLLEAGUE] }));
  const seating = { relay, args: FAKE_DEVICES };
  const lead = await seatConsole(stack, CSR, seating);
  const colleague = await seatConsole(stack, COLLEAGUE, seating);
  const aunt = await seatHelper(stack, { name: AUNT, link: (await lead.csr.startSession()).link }, seating);
  const uncle = await seatHelper(stack, { name: UNCLE, link: (await lead.csr.invite()).link }, seating);
  const seats: readonly (ConsoleSeat | HelperSeat)[] = [lead, colleague, aunt, uncle];
  await paintDesktops(...seats.map(({ display }) => display.name));
  stack.use(
    await launchTarget({
      display: aunt.display.name,
      as: 'window',
      size: { width: 740, height: 660 },
      at: { x: 30, y: 90 },
    }),
  );
  return { lead, colleague, aunt, uncle };
}

async function gather(run: DemoRun, { lead, colleague, aunt, uncle }: Cast): Promise<void> {
  await run.step('Admit the customer', async () => {
    await lead.admit(AUNT);
    await aunt.page.getByRole('button', { name: 'Leave session' }).waitFor();
  });
  await run.step('Chat with the customer', async () => {
    await lead.chat('Let us look at the delivery note together.');
    await aunt.chat('고맙습니다!');
    await lead.chatLog().getByText('고맙습니다!').waitFor();
  });
  await run.step('Call a colleague, and say why', async () => {
    await lead.callColleague(COLLEAGUE.name, 'The order form, you know it better.');
    await colleague.page.getByRole('alert', { name: `${CSR.name} asks you to help` }).waitFor();
  });
  await run.step('The colleague joins', async () => {
    await lead.page.keyboard.press('Escape');
    await colleague.joinCall(CSR.name);
    await expect(colleague.chatLog().or(colleague.toolbar('Chat'))).toBeVisible();
  });
  await run.step('The second customer is admitted and reads what was said', async () => {
    await lead.admit(UNCLE);
    await expect(uncle.chatLog()).toContainText('Let us look at the delivery note together.');
  });
}

async function workTogether(run: DemoRun, { lead, colleague, aunt }: Cast): Promise<void> {
  await run.step('The lead takes control', async () => {
    await lead.request('Request to control desktop');
    await aunt.allow();
    await lead.waitForPicture();
  });
  await run.step('The colleague looks on, by words of their own', async () => {
    await colleague.request('Request to view desktop');
    const words = await colleague.safetyWords();
    await aunt.allow();
    await colleague.waitForPicture();
    await expect.poll(() => safetyWordsIn(aunt.page)).toEqual(words);
  });
  await run.step('Notes are written, and seen by the colleague', async () => {
    await lead.toolbar('Notes').click();
    await lead.page
      .getByRole('textbox', { name: 'Session notes' })
      .fill('Order form explained. 주문서 설명함.');
    await colleague.toolbar('Notes').click();
    await expect(colleague.page.getByRole('textbox', { name: 'Session notes' })).toHaveValue(/주문서/);
  });
}

async function talk(run: DemoRun, { lead, colleague, aunt, uncle }: Cast): Promise<void> {
  await run.step('Everybody talks', async () => {
    await lead.toolbar('Notes').click();
    await colleague.toolbar('Notes').click();
    await lead.toolbar('Audio').click();
    await lead.page.getByRole('button', { name: 'Join by internet' }).click();
    for (const page of [colleague.page, aunt.page, uncle.page]) await joinVoice(page);
    await expect(lead.page.getByRole('list', { name: 'People in audio' })).not.toContainText('Not in audio');
  });
  await run.step('The lead shows their face, the customer too', async () => {
    await lead.toolbar('Video').click();
    await startCamera(lead.page);
    await aunt.page.getByRole('alert').getByRole('button', { name: 'Show video' }).click();
    await startCamera(aunt.page);
    await expect(lead.page.getByLabel(AUNT, { exact: true })).toBeVisible();
  });
  await run.step('The lead draws on the screen', async () => {
    await lead.stage().getByRole('button', { name: 'Draw', exact: true }).click();
    const [from, to] = [await lead.pointOf({ x: 0.1, y: 0.3 }), await lead.pointOf({ x: 0.35, y: 0.32 })];
    await lead.page.mouse.move(from.x, from.y);
    await lead.page.mouse.down();
    await lead.page.mouse.move(to.x, to.y, { steps: 15 });
    await lead.page.mouse.up();
  });
  await run.step('The lead shows their own desktop to both customers', async () => {
    await lead.request('Share my desktop');
    const dialog = lead.page.getByRole('dialog', { name: 'Share my desktop' });
    await dialog.getByRole('button', { name: 'Share', exact: true }).click();
    for (const customer of [aunt, uncle]) {
      await customer.page.getByRole('alert').getByRole('button', { name: 'Show it' }).click();
    }
    await expect(lead.page.getByText(`${AUNT}, ${UNCLE} can see your desktop`)).toBeVisible();
  });
}

async function joinVoice(page: Page): Promise<void> {
  await page.getByRole('alert').getByRole('button', { name: 'Join by internet' }).click();
}

async function startCamera(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open camera' }).click();
  await page.getByRole('button', { name: 'Start video' }).click();
}

async function showOneWindow(run: DemoRun, { lead, aunt }: Cast): Promise<void> {
  await run.step('Only one window is shared, for a quarter of an hour', async () => {
    await lead.request('Stop sharing');
    await lead.video().waitFor({ state: 'hidden' });
    await lead.request('Request to control application');
    await aunt.allow({ window: /Order form/, minutes: 15 });
    await lead.waitForPicture();
    await expect(lead.stage().getByText('One window: Order form')).toBeVisible();
  });
}

async function handOn(run: DemoRun, { lead, colleague, aunt, uncle }: Cast): Promise<void> {
  await run.step('The other customer becomes the primary one', async () => {
    await lead.act(UNCLE, 'Make primary customer');
    await expect(colleague.person(UNCLE)).toContainText('Primary customer');
  });
  await run.step('Control of the session is transferred: sharing stops', async () => {
    await lead.act(COLLEAGUE.name, 'Transfer control');
    await expect(colleague.toolbar('End session')).toBeVisible();
    await expect(aunt.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(0);
  });
  await run.step('The new lead asks the new primary customer', async () => {
    await colleague.request('Request to view desktop');
    await uncle.allow();
    await colleague.waitForPicture();
  });
  await run.step('The former lead leaves, a customer leaves', async () => {
    await lead.toolbar('Leave session').click();
    await lead.page.getByRole('dialog').getByRole('button', { name: 'Leave session' }).click();
    await lead.page.getByRole('button', { name: 'Start session' }).waitFor();
    await aunt.leave();
    await expect(colleague.person(AUNT)).toHaveCount(0);
  });
  await run.step('The session ends', async () => {
    await colleague.end('Order form explained to both.');
    await expect(uncle.page.getByText('The person helping you has finished.')).toBeVisible();
  });
}

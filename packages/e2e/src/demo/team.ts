/** Two CSRs and two customers: called in, primary and assistant, the lead handed on, a console lost and back. */
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { safetyWordsIn, type CsrConsole } from '../support/csr.ts';
import type { CustomerHelper } from '../support/customer.ts';
import { CSR, electronVersion, launchTarget, ROOT, startRelayProcess } from '../support/programs.ts';
import { COLLEAGUE, seatConsole, seatHelper, type ConsoleSeat, type HelperSeat } from '../support/team.ts';
import { paintDesktops } from './desktops.ts';
import { startDemoRun, type DemoRun } from './report.ts';

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
  const relay = stack.use(await startRelayProcess({ accounts: [COLLEAGUE] }));
  const lead = await seatConsole(stack, CSR, { relay });
  const colleague = await seatConsole(stack, COLLEAGUE, { relay });
  const aunt = await seatHelper(stack, { name: AUNT, link: (await lead.csr.startSession()).link }, { relay });
  const uncle = await seatHelper(stack, { name: UNCLE, link: (await lead.csr.invite()).link }, { relay });
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
  });
  const cast = { lead: lead.csr, colleague: colleague.csr, aunt: aunt.customer, uncle: uncle.customer };
  return await run.play(async () => {
    await gather(run, cast);
    await workTogether(run, cast);
    await handOn(run, cast);
  });
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

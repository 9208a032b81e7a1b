/** A whole support session, step by step, as its two people live it. */
import assert from 'node:assert/strict';
import { expect, type Page } from '@playwright/test';
import { measureClicks } from '../bench/click-to-pixel.ts';
import { median, rounded } from '../bench/report.ts';
import { safetyWordsIn, type CsrConsole } from '../support/csr.ts';
import type { CustomerHelper } from '../support/customer.ts';
import { CSR } from '../support/programs.ts';
import { middleOf, targetEvents } from '../support/target.ts';
import type { DemoRun } from './report.ts';

export const CUSTOMER = 'Aunt Soonja';
const TYPED = {
  english: 'Please deliver on Monday. ',
  korean: '월요일에 배송해 주세요. ',
  emoji: '👍🏽🎉 é ñ ü €',
};
const CLICKS = 15;

export type DemoSides = {
  readonly csr: CsrConsole;
  /** The customer's other program. */
  readonly target: Page;
  /** The size of the customer's display. */
  readonly screen: { readonly width: number; readonly height: number };
  openHelper(link: string): Promise<CustomerHelper>;
  pressPanicKey(): Promise<void>;
};

export async function playDemo(run: DemoRun, sides: DemoSides): Promise<void> {
  const { csr } = sides;
  let link = '';
  await run.step('Sign in', () => csr.signIn(CSR));
  await run.step('Start a session and invite', async () => {
    ({ link } = await csr.startSession());
  });
  const invitedAt = performance.now();
  const customer = await joinByLink(run, sides, link);
  run.figures['inviteToJoinedMs'] = Math.round(performance.now() - invitedAt);
  await view(run, csr, customer);
  await control(run, sides, customer);
  await typeIntoTarget(run, sides);
  await chat(run, csr, customer);
  await takeBack(run, sides, customer);
  await run.step('End the session', async () => {
    await csr.end('Showed where the delivery note goes.');
    await customer.page.getByRole('button', { name: 'Leave session' }).waitFor({ state: 'detached' });
  });
}

async function joinByLink(run: DemoRun, sides: DemoSides, link: string): Promise<CustomerHelper> {
  let customer: CustomerHelper | undefined;
  await run.step('Open the helper from the link', async () => {
    customer = await sides.openHelper(link);
  });
  assert(customer !== undefined);
  const helper = customer;
  await run.step('Join', async () => {
    await helper.join({ name: CUSTOMER });
    await sides.csr.participants().getByText(CUSTOMER).waitFor();
  });
  await run.step('Admit', async () => {
    await sides.csr.admit(CUSTOMER);
    await helper.page.getByRole('button', { name: 'Leave session' }).waitFor();
  });
  return helper;
}

async function view(run: DemoRun, csr: CsrConsole, customer: CustomerHelper): Promise<void> {
  let requestedAt = 0;
  await run.step('Ask to view the desktop', async () => {
    requestedAt = performance.now();
    await csr.request('Request to view desktop');
    await (await customer.consent()).getByRole('dialog').waitFor();
  });
  await run.step('Allow, and see the desktop', async () => {
    await customer.allow();
    const allowedAt = performance.now();
    await csr.waitForPicture();
    run.figures['requestToFirstFrameMs'] = Math.round(performance.now() - requestedAt);
    run.figures['allowToFirstFrameMs'] = Math.round(performance.now() - allowedAt);
  });
}

async function control(run: DemoRun, sides: DemoSides, customer: CustomerHelper): Promise<void> {
  const { csr } = sides;
  await run.step('Ask for control: the same safety words on both screens', async () => {
    await csr.request('Request to control desktop');
    const asked = await customer.consent();
    const [theirs, ours] = [await safetyWordsIn(asked), await csr.safetyWords()];
    assert.equal(theirs.length, 4);
    assert.deepEqual(ours, theirs);
  });
  await run.step('Allow control', async () => {
    await customer.allow();
    await waitForControl(sides);
  });
  await run.step('Click on their screen', async () => {
    const press = await csr.pointOf(await middleOf(sides.target, 'h1', sides.screen));
    const spot = await middleOf(sides.target, '#swatch', sides.screen);
    const values = await measureClicks(csr.page, { press, spot, count: CLICKS });
    run.figures['clickToPixelP50Ms'] = rounded(median(values), 1);
  });
}

/** Clicks until the first one arrives: consent has been given, and the first press focuses the stage. */
async function waitForControl(sides: DemoSides): Promise<void> {
  await expect(async () => {
    await sides.csr.click(await middleOf(sides.target, 'h1', sides.screen));
    const events = await targetEvents(sides.target);
    assert(events.some((event) => event.type === 'mousedown'));
  }).toPass({ timeout: 10_000 });
}

async function typeIntoTarget(run: DemoRun, sides: DemoSides): Promise<void> {
  const { csr, target } = sides;
  const field = target.locator('#text');
  await run.step('Type English, Korean and emoji into their program', async () => {
    await csr.click(await middleOf(target, '#text', sides.screen));
    // As a person does: the cursor blinks in the field, and nothing says that the keys are held back.
    await expect(field).toBeFocused();
    await expect(csr.page.getByText('Keys go to the customer')).toBeVisible();
    for (const text of Object.values(TYPED)) await typeOnStage(csr.page, text);
    await expect(field).toHaveValue(Object.values(TYPED).join(''), { timeout: 15_000 });
  });
}

/** Plain ASCII as key presses; the rest as an input method delivers it, composed. */
async function typeOnStage(page: Page, text: string): Promise<void> {
  for (const part of text.match(/[\u0020-\u007e]+|[^\u0020-\u007e]+/g) ?? []) {
    if (/^[\u0020-\u007e]+$/.test(part)) await page.keyboard.type(part);
    else await page.keyboard.insertText(part);
  }
}

async function chat(run: DemoRun, csr: CsrConsole, customer: CustomerHelper): Promise<void> {
  await run.step('Chat both ways', async () => {
    await csr.chat('I have filled in the note for you.');
    await customer.chatLog().getByText('I have filled in the note for you.').waitFor();
    await customer.chat('Thank you, 감사합니다!');
    await csr.chatLog().getByText('Thank you, 감사합니다!').waitFor();
  });
}

async function takeBack(run: DemoRun, sides: DemoSides, customer: CustomerHelper): Promise<void> {
  const { csr } = sides;
  await run.step('The customer stops sharing', async () => {
    await customer.stopSharing();
    await csr.video().waitFor({ state: 'hidden' });
  });
  await run.step('Share again', async () => {
    await csr.request('Request to control desktop');
    await customer.allow();
    await csr.waitForPicture();
  });
  await run.step('Panic key: everything stops', async () => {
    await sides.pressPanicKey();
    await csr.video().waitFor({ state: 'hidden' });
    await expect(customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(0);
  });
}

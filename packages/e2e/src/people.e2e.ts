/** Two CSRs and two customers in one session: called in, primary and assistant, the lead handed on, lost and taken. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CSR, electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import { COLLEAGUE, seatConsole, seatHelper } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.setTimeout(150_000);

const REQUESTS = [
  'Request to view desktop',
  'Request to control desktop',
  'Request to view application',
  'Request to control application',
];
const PICTURES = join(ROOT, 'test-results', 'people');

test('two CSRs and two customers are one session', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const limits = ['--limits', JSON.stringify({ leadAbsenceMs: 1_500, maxParticipants: 4 })];
  await using relay = await startRelayProcess({ accounts: [COLLEAGUE], args: limits });
  await using stack = new AsyncDisposableStack();
  const lead = await seatConsole(stack, CSR, { relay });
  const colleague = await seatConsole(stack, COLLEAGUE, { relay });
  const { link } = await lead.csr.startSession();
  const aunt = await seatHelper(stack, { name: 'Aunt Soonja', link }, { relay });
  await lead.csr.admit('Aunt Soonja');
  await expect(lead.csr.person('Aunt Soonja')).toContainText('Primary customer');

  await test.step('a colleague is called, sees who asks and why, and comes', async () => {
    await lead.csr.callColleague(COLLEAGUE.name, 'The printer again');
    await lead.csr.page.screenshot({ path: join(PICTURES, 'invite-representative.png') });
    await lead.csr.page.keyboard.press('Escape');
    const card = colleague.csr.page.getByRole('alert', { name: `${CSR.name} asks you to help` });
    await expect(card).toContainText('The printer again');
    await expect(card).toContainText('Aunt Soonja');
    await colleague.csr.page.screenshot({ path: join(PICTURES, 'called.png') });
    await colleague.csr.joinCall(CSR.name);
    await expect(lead.csr.person(COLLEAGUE.name)).toContainText('Representative');
    await expect(colleague.csr.toolbar('Leave session')).toBeVisible();
  });

  await test.step('the colleague has a way to the customer that rests on words', async () => {
    const words = await colleague.csr.safetyWords();
    await expect(aunt.customer.page.getByText(words[0] ?? '?', { exact: true })).toBeVisible();
    await colleague.csr.request('Request to view desktop');
    await aunt.customer.allow();
    await colleague.csr.waitForPicture();
  });

  await lead.csr.chat('The paper tray first.');
  await aunt.customer.chat('It says empty.');
  await lead.csr.chatLog().getByText('It says empty.').waitFor();
  const second = await lead.csr.invite();
  const uncle = await seatHelper(stack, { name: 'Uncle Ho', link: second.link }, { relay });
  await lead.csr.admit('Uncle Ho');

  await test.step('whoever comes later reads what was said to everyone', async () => {
    await expect(uncle.customer.chatLog()).toContainText('The paper tray first.');
    await expect(uncle.customer.chatLog()).toContainText('It says empty.');
  });

  await test.step('one customer is primary, and it can be the other', async () => {
    await expect(lead.csr.person('Uncle Ho')).toContainText('Assistant customer');
    await lead.csr.act('Uncle Ho', 'Make primary customer');
    await expect(lead.csr.person('Uncle Ho')).toContainText('Primary customer');
    await expect(lead.csr.person('Aunt Soonja')).toContainText('Assistant customer');
    await lead.csr.act('Aunt Soonja', 'Make primary customer');
    await expect(colleague.csr.person('Aunt Soonja')).toContainText('Primary customer');
  });

  await test.step('whatever is asked for can be declined', async () => {
    for (const [times, item] of REQUESTS.entries()) {
      await lead.csr.request(item);
      await aunt.customer.decline();
      await expect(lead.csr.page.getByText('Aunt Soonja declined.')).toHaveCount(times + 1);
      await expect(aunt.customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(1);
    }
  });

  await test.step('one more is told that the session is full', async () => {
    const { link: third } = await lead.csr.invite();
    const late = await seatHelper(stack, { name: 'Cousin', link: third }, { relay });
    await expect(late.customer.page.getByText('There is no free place')).toBeVisible();
    await late.app.close();
  });

  await test.step('handing on the lead stops sharing; it can be given back', async () => {
    await lead.csr.request('Request to control desktop');
    await aunt.customer.allow();
    await lead.csr.waitForPicture();
    await lead.csr.page.screenshot({ path: join(PICTURES, 'team-console.png') });
    await aunt.customer.page.screenshot({ path: join(PICTURES, 'team-helper.png') });
    await lead.csr.act(COLLEAGUE.name, 'Transfer control');
    await expect(colleague.csr.toolbar('End session')).toBeVisible();
    await expect(lead.csr.toolbar('Leave session')).toBeVisible();
    await lead.csr.video().waitFor({ state: 'hidden' });
    await colleague.csr.video().waitFor({ state: 'hidden' });
    await expect(aunt.customer.grants().getByRole('button', { name: /^Stop sharing/ })).toHaveCount(0);
    await colleague.csr.act(CSR.name, 'Transfer control');
    await expect(lead.csr.toolbar('End session')).toBeVisible();
  });

  await test.step('a customer is removed, another leaves', async () => {
    await lead.csr.act('Uncle Ho', 'Remove');
    await expect(uncle.customer.page.getByText('The person helping you disconnected you.')).toBeVisible();
    await expect(lead.csr.person('Uncle Ho')).toHaveCount(0);
  });

  await test.step('a lead who vanishes is replaced, and nobody is thrown out', async () => {
    lead.app.process().kill('SIGKILL');
    const offer = colleague.csr.page.getByRole('alert', { name: `${CSR.name} has been away for a while` });
    await offer.getByRole('button', { name: 'Take the lead' }).click({ timeout: 30_000 });
    await expect(colleague.csr.toolbar('End session')).toBeVisible();
    await expect(aunt.customer.page.getByRole('button', { name: 'Leave session' })).toBeVisible();
    await colleague.csr.end('Taken over and done.');
    await expect(aunt.customer.page.getByText('The person helping you has finished.')).toBeVisible();
  });
});

/** Nothing that axe calls serious on the screens that people meet first, in both looks. */
import { test } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { CsrConsole } from './support/csr.ts';
import { CSR, launchBrowser, startRelayProcess } from './support/programs.ts';

test('the screens of the console and of the join page have no serious barrier', async () => {
  await using display = await startDisplay({ width: 1440, height: 900 });
  await using relay = await startRelayProcess();
  await using context = await launchBrowser({ display: display.name, size: { width: 1440, height: 900 } });
  const page = context.pages()[0] ?? (await context.newPage());

  await page.goto(`${relay.url}/console/`);
  const csr = new CsrConsole(page);
  await page.getByRole('button', { name: 'Sign in' }).waitFor();
  await expectNoBarrier(page);
  await csr.signIn(CSR);
  await expectNoBarrier(page);
  const { link } = await csr.startSession();
  await expectNoBarrier(page);
  await csr.toolbar('Chat').click();
  await csr.chatLog().waitFor();
  await csr.toolbar('Invite').click();
  await page.getByRole('dialog', { name: 'Invite' }).waitFor();
  await expectNoBarrier(page);

  const customer = await context.newPage();
  await customer.goto(link);
  await customer.getByRole('button').first().waitFor();
  await expectNoBarrier(customer);
});

/** Nothing that axe calls serious on the screens that people meet first, in both looks. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { CsrConsole } from './support/csr.ts';
import { CSR, launchBrowser, startRelayProcess } from './support/programs.ts';

const SERIOUS: readonly (string | null | undefined)[] = ['serious', 'critical'];

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

async function expectNoBarrier(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const serious = violations.filter(({ impact }) => SERIOUS.includes(impact));
    const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect(found, `${page.url().split('#')[0] ?? ''} (${colorScheme})`).toEqual([]);
  }
}

/** Notes save themselves, outlive a console that is killed, end with the session, and are found again. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { CSR, electronPath, ROOT, startRelayProcess } from './support/programs.ts';
import { COLLEAGUE, seatConsole } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');

const PICTURES = join(ROOT, 'test-results', 'notes');

test('notes are kept as they are typed, and found by a word of them', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using relay = await startRelayProcess({ accounts: [COLLEAGUE] });
  await using stack = new AsyncDisposableStack();
  const lead = await seatConsole(stack, CSR, { relay });
  const colleague = await seatConsole(stack, COLLEAGUE, { relay });
  await lead.csr.startSession();
  const notesOf = ({ page }: typeof lead.csr) => page.getByRole('textbox', { name: 'Session notes' });

  await test.step('typed, saved by themselves, seen by a colleague who cannot write them', async () => {
    await lead.csr.toolbar('Notes').click();
    await notesOf(lead.csr).fill('Printer was offline. 드라이버를 다시 설치함.');
    await expect(lead.csr.page.getByText('Saved', { exact: true })).toBeVisible();
    await lead.csr.toolbar('Chat').click();
    await lead.csr.page.screenshot({ path: join(PICTURES, 'notes.png') });
    await lead.csr.callColleague(COLLEAGUE.name, '');
    await lead.csr.page.keyboard.press('Escape');
    await colleague.csr.joinCall(CSR.name);
    await colleague.csr.toolbar('Notes').click();
    await expect(notesOf(colleague.csr)).toHaveValue(/드라이버를/);
    await expect(notesOf(colleague.csr)).not.toBeEditable();
    await notesOf(lead.csr).fill('Printer was offline. New driver.');
    await expect(notesOf(colleague.csr)).toHaveValue('Printer was offline. New driver.');
  });

  await test.step('a console that is killed loses none of what was saved', async () => {
    lead.app.process().kill('SIGKILL');
    const again = await seatConsole(stack, CSR, { relay });
    const list = again.csr.page.getByRole('list', { name: 'Recent sessions' });
    await expect(list.getByRole('listitem')).toContainText('Printer was offline. New driver.');
    await again.csr.page.getByRole('searchbox', { name: 'Search sessions' }).fill('scanner');
    await expect(again.csr.page.getByText('No session fits')).toBeVisible();
    await again.csr.page.getByRole('searchbox', { name: 'Search sessions' }).fill('driver printer');
    await expect(list.getByRole('listitem')).toHaveCount(1);
    await again.csr.page.screenshot({ path: join(PICTURES, 'recent.png') });
  });
});

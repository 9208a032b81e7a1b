/**
 * A whole support session, on both sides, by keys alone. On the way every screen, panel, menu and dialog is walked
 * around by Tab, and looked at by axe in both looks where no other test does that.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { startDisplay } from './displays.ts';
import { expectNoBarrier } from './support/barriers.ts';
import { FAKE_DEVICES } from './support/call.ts';
import { CsrConsole } from './support/csr.ts';
import { CustomerHelper, electronWindows } from './support/customer.ts';
import { expectReachable, Keyboard } from './support/keyboard.ts';
import { run } from './support/processes.ts';
import {
  CSR,
  electronPath,
  launchConsole,
  launchHelper,
  ROOT,
  startRelayProcess,
  temporaryProfile,
  type RelayProgram,
} from './support/programs.ts';
import { COLLEAGUE } from './support/team.ts';

test.skip(electronPath() === undefined, 'Electron is not to be had on this machine');
test.setTimeout(240_000);

const AUNT = 'Aunt Soonja';
const PICTURES = join(ROOT, 'test-results', 'keyboard-only');
const SITE = {
  chatKept: true,
  phone: { numbers: [{ label: 'Seoul', number: '+82 2 555 01 00' }], accessCode: '4711' },
};
const DISPLAY = { width: 1440, height: 900, windowManager: true };

test('a session needs no mouse on either side', async () => {
  mkdirSync(PICTURES, { recursive: true });
  await using stack = new AsyncDisposableStack();
  const relay = await relayOfSite(stack);
  const page = await openConsole(stack, relay);
  const csr = new CsrConsole(page);
  const keys = new Keyboard(page);
  const dialog = page.getByRole('dialog');

  await test.step('signing in', async () => {
    await keys.button('Sign in');
    await expectReachable(page);
    await signIn(keys, { ...CSR, password: 'wrong' });
    await page.getByRole('alert').waitFor();
    await look(page, 'sign-in-refused');
    await signIn(keys, CSR);
    await csr.toolbar('Start session').waitFor();
    await look(page, 'home-empty');
  });

  await test.step('home', async () => {
    await keys.button(/^KM|Kim Minji/);
    await page.getByText('Sign out').waitFor();
    await look(page, 'home-account');
    await backWith(keys, page.getByRole('button', { name: /Kim Minji/ }));
    await keys.button('Join with a link');
    await keys.write(dialog.getByRole('textbox'), 'no link');
    await keys.press('Enter');
    await expectReachable(page);
    await backWith(keys, csr.toolbar('Join with a link'));
    await keys.button('Start session');
    await look(page, 'home-start');
    await keys.button('Start', dialog);
  });

  const link = await test.step('inviting', async () => {
    await dialog.getByRole('textbox', { name: 'Join link' }).waitFor();
    await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
    await look(page, 'invite-customer');
    await keys.button('Make another', dialog);
    await expect(dialog.getByRole('button', { name: 'Copy link' })).toBeFocused();
    await keys.button('Copy link', dialog);
    await dialog.getByText('Copied').waitFor();
    await keys.to(dialog.getByRole('tab', { name: 'Representative' }));
    await keys.button('Make a link', dialog);
    await look(page, 'invite-representative');
    await keys.to(dialog.getByRole('tab', { name: 'Customer' }));
    const invite = await csr.readInvite();
    await look(page, 'session-empty');
    return invite.link;
  });

  const helper = await openHelper(stack, relay);
  const aunt = new Keyboard(helper.page);
  const customer = new CustomerHelper(helper.page, electronWindows(helper.app));

  await test.step('joining', async () => {
    await aunt.button('Join');
    await look(aunt.page, 'helper-join');
    await aunt.write(aunt.page.getByRole('textbox', { name: 'Join code' }), link);
    await aunt.write(aunt.page.getByRole('textbox', { name: 'Your name' }), AUNT);
    await aunt.press('Enter');
    await csr.participants().getByText(AUNT).waitFor();
    await expectReachable(aunt.page);
    await look(page, 'session-lobby');
    await keys.button(`Admit ${AUNT}`);
    await customer.chatLog().waitFor();
    await expectReachable(aunt.page);
  });

  await test.step('chat and notes', async () => {
    await keys.press('Alt+3');
    await keys.write(page.getByRole('textbox', { name: 'Message' }), 'Hello');
    await keys.press('Enter');
    await aunt.page.getByText('Hello').waitFor();
    await aunt.write(aunt.page.getByRole('textbox', { name: 'Message' }), 'See https://example.com');
    await aunt.press('Enter');
    await csr.chatLog().getByText('https://example.com').waitFor();
    await keys.press('Alt+7');
    await keys.write(page.getByRole('textbox', { name: 'Session notes' }), 'The tray is empty');
    // Leaving the field saves.
    await keys.press('Tab');
    await page.getByText('Saved', { exact: true }).waitFor();
    await look(page, 'session-chat-notes');
    await keys.press('Alt+7');
    await keys.press('Alt+3');
  });

  await test.step('audio and video', async () => {
    await keys.button('Audio');
    await expectReachable(page);
    await keys.button('Join by internet');
    const asked = aunt.page.getByRole('alert');
    await aunt.button('Join by internet', asked);
    await keys.button('Mute');
    await aunt.page.getByText('Muted').waitFor();
    await look(page, 'session-audio-joined');
    await look(aunt.page, 'helper-audio');
    await aunt.button('Leave audio');
    await keys.button('Leave audio');
    await keys.button('Audio');
    await keys.button('Video');
    await keys.button('Open camera');
    await page.getByLabel('Only you see this').waitFor();
    await expectReachable(page);
    await keys.button('Cancel');
    await keys.button('Video');
  });

  await test.step('asking to see the desktop, by the palette', async () => {
    await keys.press('Control+k');
    await dialog.getByRole('combobox').waitFor();
    await look(page, 'palette');
    await keys.page.keyboard.type('view desk');
    await keys.press('Enter');
    const question = await consentKeys(customer);
    await expectReachable(question.page);
    await answer(question, 'Escape');
    await page.getByText(`${AUNT} declined.`).waitFor();
    await keys.press('Alt+4');
    const again = await consentKeys(customer);
    await again.use(again.page.getByText('Set limits'));
    await again.to(again.page.getByRole('combobox', { name: 'For how long' }));
    await again.press('ArrowDown');
    await expectReachable(again.page);
    await allow(again);
    await csr
      .stage()
      .getByText(/^Ends in 4:/)
      .waitFor();
    await csr.waitForPicture();
    await expectReachable(page);
  });

  await test.step('asking for control, pointing, clipboards', async () => {
    await keys.button('Remote control');
    await page.getByRole('menu').waitFor();
    await look(page, 'remote-control-menu');
    await keys.use(page.getByRole('menuitem', { name: 'Request to control desktop' }));
    await allow(await consentKeys(customer));
    await keys.button('Special keys');
    await page.getByRole('menu').waitFor();
    await look(page, 'stage-special-keys');
    await keys.press('Escape');
    await keys.button('Clipboard');
    await page.getByRole('menu').waitFor();
    await look(page, 'stage-clipboard');
    await keys.use(page.getByRole('menuitemcheckbox').first());
    await keys.press('Escape');
    const question = await consentKeys(customer);
    await look(question.page, 'consent-clipboard');
    await allow(question);
    await keys.button('Draw');
    await look(page, 'stage-drawing');
    await keys.button('Draw');
    await keys.button('Point');
    await keys.button('Point');
    await expectReachable(aunt.page);
  });

  await test.step('going to the picture and leaving it', async () => {
    const picture = csr.stage().getByRole('group', { name: 'Keyboard of the remote screen' });
    await keys.use(picture);
    await page.getByText('Keys go to the customer').waitFor();
    await keys.press('Control+Alt+Shift');
    await expect(picture).toBeFocused();
    await page.getByText('Keys go to the customer').waitFor({ state: 'hidden' });
  });

  await test.step('one window, chosen by its name', async () => {
    await keys.choose('Remote control', 'Request to view application');
    const question = await consentKeys(customer);
    await question.page.getByRole('radio', { name: 'the form' }).waitFor({ state: 'attached' });
    await expectReachable(question.page);
    await question.to(question.page.getByRole('radio', { name: 'the form' }));
    await question.press(' ');
    await allow(question);
    await csr.stage().getByText('One window: the form').waitFor();
    await keys.press('Alt+6');
    await csr.video().waitFor({ state: 'hidden' });
  });

  const other = await openConsole(stack, relay);
  const lee = new CsrConsole(other);
  const leeKeys = new Keyboard(other);

  await test.step('calling a colleague', async () => {
    await signIn(leeKeys, COLLEAGUE);
    await lee.toolbar('Start session').waitFor();
    await keys.press('Alt+1');
    await keys.to(dialog.getByRole('tab', { name: 'Representative' }));
    await keys.button(`Invite ${COLLEAGUE.name}`, dialog);
    await dialog.getByText('Called, waiting for an answer').waitFor();
    await expectReachable(page);
    await keys.press('Escape');
    await look(other, 'home-called');
    await leeKeys.button(`Join ${CSR.name}`);
    await lee.toolbar('Participants').waitFor();
  });

  await test.step('taking over control', async () => {
    await keys.press('Alt+5');
    await allow(await consentKeys(customer));
    await csr.waitForPicture();
    await leeKeys.press('Alt+5');
    await other.getByRole('dialog').waitFor();
    await expectReachable(other);
    await leeKeys.button('Ask to take over');
    const question = await consentKeys(customer);
    await expectReachable(question.page);
    await allow(question);
    await lee.waitForPicture();
    await aunt.use(
      customer
        .grants()
        .getByRole('button', { name: /^Stop sharing/ })
        .first(),
    );
    await lee.video().waitFor({ state: 'hidden' });
  });

  await test.step('showing something of our own', async () => {
    await keys.choose('Remote control', 'Share my application');
    await expectReachable(page);
    await keys.press('Escape');
    await keys.choose('Remote control', 'Share my desktop');
    await keys.button('Share', dialog);
    await aunt.button('Show it');
    await page.getByText(`${AUNT} can see your desktop`).waitFor();
    await expectReachable(aunt.page);
    await keys.button('Stop sharing');
  });

  await test.step('who leads, and who stays', async () => {
    await keys.button(`Actions for ${COLLEAGUE.name}`);
    await page.getByRole('menu').waitFor();
    await look(page, 'participant-menu');
    await keys.use(page.getByRole('menuitem', { name: 'Transfer control' }));
    await dialog.waitFor();
    await page.getByRole('menu').waitFor({ state: 'hidden' });
    await expectReachable(page);
    await keys.button('Transfer control', dialog);
    await lee.toolbar('End session').waitFor();
    await leeKeys.choose(`Actions for ${CSR.name}`, 'Transfer control');
    await leeKeys.button('Transfer control', other.getByRole('dialog'));
    await csr.toolbar('End session').waitFor();
    await leeKeys.press('Alt+9');
    await look(other, 'leave');
    await leeKeys.button('Leave session', other.getByRole('dialog'));
    await lee.toolbar('Start session').waitFor();
    await keys.button('Notifications');
    await look(page, 'session-notices');
    await keys.press('Escape');
  });

  await test.step('ending with notes', async () => {
    await keys.press('Alt+9');
    await keys.write(dialog.getByRole('textbox', { name: 'Session notes' }), 'A new tray was ordered');
    await look(page, 'end');
    await keys.button('End session', dialog);
    await aunt.page.getByRole('heading', { level: 1 }).waitFor();
    await expectReachable(aunt.page);
    await keys.button(/^Edit notes of/);
    await look(page, 'home-notes');
    await backWith(keys, page.getByRole('button', { name: /^Edit notes of/ }));
    await keys.button(/^Read the chat of/);
    await dialog.getByText('Hello').waitFor();
    await look(page, 'home-chat');
    await backWith(keys, page.getByRole('button', { name: /^Read the chat of/ }));
    await expectReachable(page);
  });

  await test.step('where nothing can be reached', async () => {
    await aunt.button('Join again');
    await relay.kill();
    await aunt.write(aunt.page.getByRole('textbox', { name: 'Join code' }), link);
    await aunt.press('Enter');
    await aunt.page.getByRole('alert').waitFor();
    await expectReachable(aunt.page);
    await aunt.button('Cancel');
    await aunt.button(/Stop here/i);
    await look(aunt.page, 'helper-stopped');
    await keys.button('Refresh');
    await page.getByRole('button', { name: 'Try again' }).waitFor();
    await look(page, 'home-away');
    await keys.button(/Kim Minji/);
    await keys.button('Sign out');
    await page.getByRole('alert').waitFor();
    await look(page, 'sign-in-away');
  });
});

async function signIn(
  keys: Keyboard,
  { email, password }: { email: string; password: string },
): Promise<void> {
  await keys.write(keys.page.getByRole('textbox', { name: 'Email' }), email);
  await keys.write(keys.page.getByRole('textbox', { name: 'Password' }), password);
  await keys.press('Enter');
}

/** Escape closes it, and the focus is where it came from. */
async function backWith(keys: Keyboard, opener: Locator): Promise<void> {
  await keys.press('Escape');
  await expect(opener).toBeFocused();
}

async function consentKeys(customer: CustomerHelper): Promise<Keyboard> {
  const page = await customer.consent();
  await expect(page.getByRole('button', { name: 'Decline' })).toBeFocused();
  return new Keyboard(page);
}

async function allow(question: Keyboard): Promise<void> {
  const button = question.page.getByRole('button', { name: 'Allow', exact: true });
  // Dead for its first moment.
  await expect(button).toBeEnabled();
  await question.to(button);
  await answer(question, 'Enter');
}

/** It closes the window, now and then before the driver has heard that the key was pressed. */
async function answer({ page }: Keyboard, key: string): Promise<void> {
  const closed = page.waitForEvent('close');
  await Promise.all([closed, page.keyboard.press(key).catch(() => undefined)]);
}

/** In both looks, and by Tab; the picture is for the eye. */
async function look(page: Page, name: string): Promise<void> {
  await expectNoBarrier(page);
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
  await expectReachable(page);
}

async function relayOfSite(stack: AsyncDisposableStack): Promise<RelayProgram> {
  const folder = stack.use(temporaryProfile());
  const site = join(folder.path, 'site.json');
  writeFileSync(site, JSON.stringify(SITE));
  return stack.use(await startRelayProcess({ accounts: [COLLEAGUE], args: ['--site', site] }));
}

async function openConsole(stack: AsyncDisposableStack, relay: RelayProgram): Promise<Page> {
  const display = stack.use(await startDisplay(DISPLAY));
  const profile = stack.use(temporaryProfile());
  const app = await launchConsole({
    display: display.name,
    relay: relay.url,
    profile: profile.path,
    args: FAKE_DEVICES,
  });
  stack.defer(() => app.close());
  return app.firstWindow();
}

type Helper = { readonly app: ElectronApplication; readonly page: Page };

async function openHelper(stack: AsyncDisposableStack, relay: RelayProgram): Promise<Helper> {
  const display = stack.use(await startDisplay({ width: 1280, height: 800, windowManager: true }));
  const form = run('xterm', ['-T', 'the form', '-geometry', '60x20+40+100'], {
    env: { DISPLAY: display.name },
  });
  stack.defer(() => form.close());
  const profile = stack.use(temporaryProfile());
  const app = await launchHelper({
    display: display.name,
    relay: relay.url,
    profile: profile.path,
    args: FAKE_DEVICES,
  });
  stack.defer(() => app.close());
  return { app, page: await app.firstWindow() };
}

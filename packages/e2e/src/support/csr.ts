/** What a CSR does in the console, by the fixed accessible names of the design. Works in Electron and in a browser. */
import type { Locator, Page } from '@playwright/test';

export type Account = { readonly email: string; readonly password: string };

export class CsrConsole {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async signIn(account: Account): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Email' }).fill(account.email);
    await this.page.getByRole('textbox', { name: 'Password' }).fill(account.password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
    await this.page.getByRole('button', { name: 'Start session' }).waitFor();
  }

  /** Starts a session and answers with what the invite dialog, which opens by itself, shows. */
  async startSession(): Promise<{ link: string; code: string }> {
    await this.page.getByRole('button', { name: 'Start session' }).click();
    const dialog = this.page.getByRole('dialog', { name: 'Start session' });
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    return this.readInvite();
  }

  async readInvite(): Promise<{ link: string; code: string }> {
    const dialog = this.page.getByRole('dialog', { name: 'Invite' });
    const linkBox = dialog.getByRole('textbox', { name: 'Join link' });
    await linkBox.waitFor();
    await this.page.waitForFunction(
      (box) => box instanceof HTMLInputElement && box.value.includes('/j/'),
      await linkBox.elementHandle(),
    );
    const invite = {
      link: await linkBox.inputValue(),
      code: await dialog.getByRole('textbox', { name: 'Join code' }).inputValue(),
    };
    await this.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    return invite;
  }

  async invite(): Promise<{ link: string; code: string }> {
    await this.toolbar('Invite').click();
    return this.readInvite();
  }

  async admit(name: string): Promise<void> {
    const person = this.participants().getByRole('listitem').filter({ hasText: name });
    await person.getByRole('button', { name: /^Admit/ }).click();
  }

  async request(item: string): Promise<void> {
    await this.toolbar('Remote control').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async chat(text: string): Promise<void> {
    if (!(await this.chatLog().isVisible())) await this.toolbar('Chat').click();
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  async end(notes: string): Promise<void> {
    await this.toolbar('End session').click();
    const dialog = this.page.getByRole('dialog', { name: 'End session' });
    await dialog.getByRole('textbox', { name: 'Session notes' }).fill(notes);
    await dialog.getByRole('button', { name: 'End session' }).click();
    await this.page.getByRole('button', { name: 'Start session' }).waitFor();
  }

  /** Calls a signed-in colleague by one click, with a reason. */
  async callColleague(name: string, reason: string): Promise<void> {
    await this.toolbar('Invite').click();
    const dialog = this.page.getByRole('dialog', { name: 'Invite' });
    await dialog.getByRole('tab', { name: 'Representative' }).click();
    await dialog.getByRole('textbox', { name: 'Why you ask' }).fill(reason);
    await dialog.getByRole('button', { name: `Invite ${name}` }).click();
    await dialog.getByText('Called, waiting for an answer').waitFor();
  }

  /** Joins a colleague who calls. */
  async joinCall(name: string): Promise<void> {
    await this.page.getByRole('button', { name: `Join ${name}` }).click();
    await this.toolbar('Participants').waitFor();
  }

  /** By the menu beside somebody's name; what has to be confirmed is confirmed. */
  async act(name: string, item: 'Make primary customer' | 'Transfer control' | 'Remove'): Promise<void> {
    await this.page.getByRole('button', { name: `Actions for ${name}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
    if (item === 'Make primary customer') return;
    await this.page.getByRole('dialog').getByRole('button', { name: item }).click();
  }

  person(name: string): Locator {
    return this.participants().getByRole('listitem').filter({ hasText: name });
  }

  toolbar(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  participants(): Locator {
    return this.page.getByRole('region', { name: 'Participants' });
  }

  chatLog(): Locator {
    return this.page.getByRole('log', { name: 'Chat messages' });
  }

  stage(): Locator {
    return this.page.getByRole('region', { name: 'Remote screen' });
  }

  video(): Locator {
    return this.stage().locator('video');
  }

  /** Waits until the picture is at least this many pixels and really moves through the decoder. */
  async waitForPicture(): Promise<{ width: number; height: number }> {
    const video = this.video();
    await video.waitFor();
    return video.evaluate(
      (element) =>
        new Promise<{ width: number; height: number }>((resolve) => {
          if (!(element instanceof HTMLVideoElement)) throw new Error('the stage holds no video');
          const settle = () => resolve({ width: element.videoWidth, height: element.videoHeight });
          if (element.videoWidth > 0 && element.readyState >= 2) settle();
          else element.requestVideoFrameCallback(settle);
        }),
    );
  }

  /** Where a fraction of the remote surface lies in this window, in CSS pixels; the video keeps its aspect. */
  async pointOf(fraction: { x: number; y: number }): Promise<{ x: number; y: number }> {
    return this.video().evaluate((element, at) => {
      if (!(element instanceof HTMLVideoElement)) throw new Error('the stage holds no video');
      const box = element.getBoundingClientRect();
      const scale = Math.min(box.width / element.videoWidth, box.height / element.videoHeight);
      const width = element.videoWidth * scale;
      const height = element.videoHeight * scale;
      return {
        x: box.left + (box.width - width) / 2 + at.x * width,
        y: box.top + (box.height - height) / 2 + at.y * height,
      };
    }, fraction);
  }

  async click(fraction: { x: number; y: number }, button: 'left' | 'right' = 'left'): Promise<void> {
    const point = await this.pointOf(fraction);
    await this.page.mouse.click(point.x, point.y, { button });
  }

  /** The colour of one spot of the picture, as the CSR sees it. */
  async colourAt(fraction: { x: number; y: number }): Promise<readonly [number, number, number]> {
    return this.video().evaluate((element, at): [number, number, number] => {
      if (!(element instanceof HTMLVideoElement)) throw new Error('the stage holds no video');
      const canvas = document.createElement('canvas');
      canvas.width = 1;
      canvas.height = 1;
      const context = canvas.getContext('2d');
      if (context === null) throw new Error('no canvas');
      context.drawImage(element, at.x * element.videoWidth, at.y * element.videoHeight, 1, 1, 0, 0, 1, 1);
      const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
      return [red, green, blue];
    }, fraction);
  }

  async safetyWords(): Promise<string[]> {
    return safetyWordsIn(this.page);
  }
}

/** The four words on a screen, in order. */
export async function safetyWordsIn(page: Page): Promise<string[]> {
  const list = page.getByRole('list', { name: 'Safety words' }).first();
  await list.waitFor();
  return (await list.getByRole('listitem').allInnerTexts()).map((word) => word.trim());
}

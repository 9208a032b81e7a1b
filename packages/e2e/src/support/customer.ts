/** What a customer does in the helper, by the fixed accessible names of the design. */
import type { ElectronApplication, Locator, Page } from '@playwright/test';

/** The other windows of the helper, as they come; Electron and the installed browser find them each in their way. */
type FindWindow = (name: 'consent' | 'banner') => Promise<Page>;

/** *Allow* is dead for its first 800 ms, so that a click meant for something else does nothing. */
const ALLOW_DELAY_MS = 800;

type Allowing = {
  readonly all?: boolean;
  readonly window?: string | RegExp;
  readonly minutes?: 5 | 15 | 30 | 60;
  readonly mouseOnly?: boolean;
};

export class CustomerHelper {
  readonly page: Page;
  readonly #find: FindWindow;

  constructor(page: Page, find: FindWindow) {
    this.page = page;
    this.#find = find;
  }

  async join(options: { code?: string; name?: string } = {}): Promise<void> {
    if (options.code !== undefined)
      await this.page.getByRole('textbox', { name: 'Join code' }).fill(options.code);
    if (options.name !== undefined)
      await this.page.getByRole('textbox', { name: 'Your name' }).fill(options.name);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async consent(): Promise<Page> {
    const window = await this.#find('consent');
    // A window is there before it has a size.
    await window.waitForFunction(() => innerWidth > 0);
    return window;
  }

  async banner(): Promise<Page> {
    return this.#find('banner');
  }

  /** `window`: the title of the one to share. */
  async allow(options: Allowing = {}): Promise<void> {
    const window = await this.consent();
    const dialog = window.getByRole('dialog');
    await dialog.waitFor();
    if (options.all === true)
      await dialog.getByRole('checkbox', { name: 'Allow all actions this session' }).check();
    if (options.window !== undefined)
      await dialog.getByRole('radio', { name: options.window }).check({ force: true });
    if (options.minutes !== undefined || options.mouseOnly === true) {
      await dialog.getByText('Set limits').click();
      const minutes = options.minutes === undefined ? 'Until I stop it' : `${options.minutes} minutes`;
      await dialog.getByRole('combobox', { name: 'For how long' }).selectOption({ label: minutes });
      if (options.mouseOnly === true) await dialog.getByRole('checkbox', { name: /^Mouse only/ }).check();
    }
    await new Promise((resolve) => setTimeout(resolve, ALLOW_DELAY_MS));
    await clickToClose(dialog.getByRole('button', { name: 'Allow', exact: true }));
  }

  async decline(): Promise<void> {
    const window = await this.consent();
    await clickToClose(window.getByRole('dialog').getByRole('button', { name: 'Decline' }));
  }

  grants(): Locator {
    return this.page.getByRole('region', { name: 'What I have allowed' });
  }

  async stopSharing(): Promise<void> {
    await this.grants()
      .getByRole('button', { name: /^Stop sharing/ })
      .first()
      .click();
  }

  async chat(text: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Message' }).fill(text);
    await this.page.getByRole('button', { name: 'Send' }).click();
  }

  chatLog(): Locator {
    return this.page.getByRole('log', { name: 'Chat messages' });
  }

  async leave(): Promise<void> {
    await this.page.getByRole('button', { name: 'Leave session' }).click();
  }
}

/** An answer closes its window, now and then before the driver has heard that the click was done. */
async function clickToClose(button: Locator): Promise<void> {
  try {
    await button.click();
  } catch (error) {
    if (!button.page().isClosed()) throw error;
  }
}

const WINDOW_TIMEOUT_MS = 30_000;

export function electronWindows(app: ElectronApplication): FindWindow {
  return async (name) => {
    const deadline = Date.now() + WINDOW_TIMEOUT_MS;
    for (;;) {
      const found = app.windows().find((page) => page.url().includes(`/${name}.html`));
      if (found !== undefined) return found;
      if (Date.now() > deadline) throw new Error(`the helper opened no ${name} window`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
}

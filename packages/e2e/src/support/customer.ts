/** What a customer does in the helper, by the fixed accessible names of the design. */
import type { Locator, Page } from '@playwright/test';

/** Opens windows as they come: Electron's app and a browser's context both have this shape. */
export type WindowSource = {
  windows(): Page[];
  waitForEvent(
    event: 'window',
    options: { predicate?: (page: Page) => boolean; timeout?: number },
  ): Promise<Page>;
};

const CONSENT_PAGE = /consent\.html/;
const BANNER_PAGE = /banner\.html/;
/** *Allow* is dead for its first 800 ms, so that a click meant for something else does nothing. */
const ALLOW_DELAY_MS = 800;

export class CustomerHelper {
  readonly page: Page;
  readonly #windows: WindowSource;

  constructor(page: Page, windows: WindowSource) {
    this.page = page;
    this.#windows = windows;
  }

  async join(options: { code?: string; name?: string } = {}): Promise<void> {
    if (options.code !== undefined)
      await this.page.getByRole('textbox', { name: 'Join code' }).fill(options.code);
    if (options.name !== undefined)
      await this.page.getByRole('textbox', { name: 'Your name' }).fill(options.name);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  async consent(): Promise<Page> {
    return this.#window(CONSENT_PAGE);
  }

  async banner(): Promise<Page> {
    return this.#window(BANNER_PAGE);
  }

  async allow(options: { all?: boolean } = {}): Promise<void> {
    const window = await this.consent();
    const dialog = window.getByRole('dialog');
    await dialog.waitFor();
    if (options.all === true)
      await dialog.getByRole('checkbox', { name: 'Allow all actions this session' }).check();
    await new Promise((resolve) => setTimeout(resolve, ALLOW_DELAY_MS));
    await dialog.getByRole('button', { name: 'Allow', exact: true }).click();
  }

  async decline(): Promise<void> {
    const window = await this.consent();
    await window.getByRole('dialog').getByRole('button', { name: 'Decline' }).click();
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

  async #window(url: RegExp): Promise<Page> {
    const open = this.#windows.windows().find((page) => url.test(page.url()));
    return open ?? this.#windows.waitForEvent('window', { predicate: (page) => url.test(page.url()) });
  }
}

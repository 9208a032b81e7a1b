/** Hands without a mouse, and whether they reach all that a page offers. */
import { expect, type Locator, type Page } from '@playwright/test';
import { beginWalk, endWalk, noteFocus } from './reach-in-page.ts';

/** More stops than any of our windows has. */
const MOST_STOPS = 150;

/** Finds its way by Tab, by the arrows inside menus and groups, and by nothing else. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  /** Ends with the focus on it; throws where no way leads there. */
  async to(target: Locator): Promise<void> {
    await target.waitFor({ state: 'attached' });
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const key = await target.evaluate(nextKey);
      if (key === null) return;
      await this.press(key);
    }
    throw new Error(`no key leads to ${target.toString()}`);
  }

  /** As `Enter` on a button, a link, a menu's item. */
  async use(target: Locator, key = 'Enter'): Promise<void> {
    await this.to(target);
    await this.press(key);
  }

  button(name: string | RegExp, within: Page | Locator = this.page): Promise<void> {
    return this.use(within.getByRole('button', { name, exact: true }));
  }

  /** Opens a menu by its button and takes one of its items. */
  async choose(menu: string, item: string): Promise<void> {
    await this.button(menu);
    await this.use(this.page.getByRole('menu').getByText(item, { exact: true }).locator(CLOSEST_ITEM));
  }

  async write(field: Locator, text: string): Promise<void> {
    await this.to(field);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }
}

const CLOSEST_ITEM = 'xpath=ancestor-or-self::*[starts-with(@role,"menuitem")]';

/** Null where the focus is on it: else the key that goes on, from where the focus is. */
function nextKey(target: Element): string | null {
  const focus = document.activeElement;
  if (focus === target) return null;
  if (target.closest('[role=menu]') !== null) return 'ArrowDown';
  const group = target.closest('[role=radiogroup], [role=tablist]');
  const isInGroup = group !== null && group.contains(focus);
  return isInGroup ? 'ArrowRight' : 'Tab';
}

/**
 * Every control that the page shows and that can be used is come to by Tab (in a menu: by the arrows), once around
 * and without getting stuck, and each shows that it has the focus.
 */
export async function expectReachable(page: Page): Promise<void> {
  // Looks change at once then, and can be compared.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const where = page.url().split('#')[0] ?? '';
  const { key, count } = await page.evaluate(beginWalk);
  let first: number | undefined;
  for (let stops = 0; stops < count + SPARE_STOPS; stops += 1) {
    await page.keyboard.press(key);
    const { at, html, isStuck } = await page.evaluate(noteFocus);
    expect.soft(isStuck, `stuck at ${html} of ${where}`).toBe(false);
    if (isStuck || (at !== -1 && at === first)) break;
    if (at !== -1) first ??= at;
  }
  const result = await page.evaluate(endWalk);
  await page.emulateMedia({ reducedMotion: null });
  // All that is found is told at once.
  expect.soft(result, `what no key reaches, and whose focus cannot be seen, at ${where}`).toEqual({
    unreached: [],
    invisible: [],
    covered: [],
  });
}

/** Where the focus passes over the page itself, and over what is no control. */
const SPARE_STOPS = 20;

/** Whether all that a window says can be read, and all that it offers be pressed, however large its text is. */
import { expect, type Page } from '@playwright/test';

/** Nothing is wider than the window, no words are cut off, each control can be scrolled to and is not covered there. */
export async function expectNothingCutOff(page: Page): Promise<void> {
  const found = await page.evaluate(findCutOff);
  expect.soft(found, `what is cut off at ${page.url().split('#')[0] ?? ''}`).toEqual([]);
}

/** Runs in the page. */
function findCutOff(): string[] {
  const found: string[] = [];
  const htmlOf = (element: Element): string => element.outerHTML.slice(0, 160);
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} wide in ${clientWidth}`);
  for (const element of document.body.querySelectorAll('*')) {
    if (!(element instanceof HTMLElement) || !element.checkVisibility({ visibilityProperty: true })) continue;
    const { overflowX, overflowY } = getComputedStyle(element);
    const isWider = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1;
    const isHigher = element.scrollHeight > element.clientHeight + 1 && element.clientHeight > 1;
    const isField = element.matches('input, textarea, select');
    if (!isField && isWider && overflowX !== 'visible') found.push(`too wide: ${htmlOf(element)}`);
    if (!isField && isHigher && overflowY === 'hidden') found.push(`too high: ${htmlOf(element)}`);
  }
  for (const control of document.querySelectorAll('button:enabled, select:enabled, input:enabled, summary')) {
    if (!control.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    control.scrollIntoView({ block: 'center' });
    const { left, right, top, bottom } = control.getBoundingClientRect();
    const isInside = left >= 0 && top >= 0 && right <= innerWidth + 1 && bottom <= innerHeight + 1;
    const there = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const isFree = there !== null && (control.contains(there) || there.contains(control));
    if (!isInside || !isFree)
      found.push(`out of reach: ${htmlOf(control)} under ${there?.outerHTML.slice(0, 80) ?? ''}`);
  }
  document.querySelector('main')?.scrollTo(0, 0);
  scrollTo(0, 0);
  return found;
}

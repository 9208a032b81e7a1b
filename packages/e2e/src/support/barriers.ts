/** What keeps people out who cannot see well or use no mouse, as far as axe finds it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const SERIOUS: readonly (string | null | undefined)[] = ['serious', 'critical'];

const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What is half faded in has the contrast of neither end. What turns for ever is no fading. */
async function settled(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => {
      const isEndless = animation.effect?.getTiming().iterations === Infinity;
      return isEndless || animation.playState === 'finished';
    }),
  );
}

/** Nothing that axe calls serious on what the page shows now, in both looks. */
export async function expectNoBarrier(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await settled(page);
    // Legacy: without a page of its own beside ours, which a program's window cannot open.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    // Roles and names are the same in the other look.
    if (colorScheme === 'dark') axe.withRules(COLOURS);
    const { violations } = await axe.analyze();
    const serious = violations.filter(({ impact }) => SERIOUS.includes(impact));
    const found = serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    // All that is found is told at once.
    expect.soft(found, `${page.url().split('#')[0] ?? ''} (${colorScheme})`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** The demo's record: each step timed, with pictures of both sides; written even when a step fails. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { screenshotDisplay } from '../support/screenshot.ts';

/** A font is loaded, and a frame drawn. */
const REDRAW_MS = 700;

export type DemoStep = {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Files beside the report, by whose display they show. */
  readonly screenshot: Readonly<Record<string, string>>;
  readonly error?: string;
};

export type DemoFigures = Record<string, number>;

export type DemoRun = {
  readonly figures: DemoFigures;
  /** Runs one step, then takes both pictures; a failing step is written down and ends the run. */
  step(name: string, action: () => Promise<void>): Promise<void>;
  /** Plays all steps and writes the report, also when one fails; false then. */
  play(steps: () => Promise<void>): Promise<boolean>;
};

export type DemoOptions = {
  readonly folder: string;
  readonly carrier: 'electron' | 'browser';
  readonly electron: string | null;
  /** By role: each is photographed after every step. */
  readonly displays: Readonly<Record<string, string>>;
  /** The windows to be photographed in Korean too, wherever they stand. */
  readonly pages?: () => readonly Page[];
};

export function startDemoRun(options: DemoOptions): DemoRun {
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const steps: DemoStep[] = [];
  const figures: DemoFigures = {};

  return {
    figures,
    step: async (name, action) => {
      const startedAt = performance.now();
      const failure = await action().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error : new Error(JSON.stringify(error))),
      );
      const ms = Math.round(performance.now() - startedAt);
      const screenshot = await takePictures(options, { name, number: steps.length + 1 });
      const ok = failure === undefined;
      steps.push({ name, ok, ms, screenshot, ...(failure === undefined ? {} : { error: failure.message }) });
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${ms} ms)\n`);
      if (failure !== undefined) throw failure;
    },
    play: async (play) => {
      try {
        await play();
      } catch (error) {
        // The step is in the report already; the run goes on to say so and to close everything.
        process.stderr.write(
          `${error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error)}\n`,
        );
      }
      return writeReport(options, { steps, figures });
    },
  };
}

async function takePictures(
  { displays, folder, pages }: DemoOptions,
  { name, number }: { readonly name: string; readonly number: number },
): Promise<DemoStep['screenshot']> {
  const stem = `${String(number).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  const files: Record<string, string> = {};
  const shoot = async (language: string): Promise<void> => {
    for (const [role, display] of Object.entries(displays)) {
      const file = `${stem}-${role}${language}.png`;
      files[`${role}${language}`] = file;
      await screenshotDisplay(display, join(folder, file));
    }
  };
  await shoot('');
  const shown = pages?.() ?? [];
  if (shown.length === 0) return files;
  await Promise.all(shown.map((page) => speak(page, 'ko')));
  await new Promise((resolve) => setTimeout(resolve, REDRAW_MS));
  await shoot('-ko');
  await Promise.all(shown.map((page) => speak(page, 'en')));
  return files;
}

/** As when the person changes the language of their system. A window that is gone by now speaks none. */
async function speak(page: Page, language: 'en' | 'ko'): Promise<void> {
  if (page.isClosed()) return;
  await page.evaluate((next) => {
    Object.defineProperty(navigator, 'languages', { value: [next], configurable: true });
    window.dispatchEvent(new Event('languagechange'));
  }, language);
}

function writeReport(
  { folder, carrier, electron }: DemoOptions,
  { steps, figures }: { readonly steps: readonly DemoStep[]; readonly figures: DemoFigures },
): boolean {
  const ok = steps.length > 0 && steps.every((step) => step.ok);
  const report = { ok, carrier, electron, date: new Date().toISOString(), steps, figures };
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
  return ok;
}

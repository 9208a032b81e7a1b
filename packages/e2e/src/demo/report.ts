/** The demo's record: each step timed, with pictures of both sides; written even when a step fails. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { screenshotDisplay } from '../support/screenshot.ts';

export type DemoStep = {
  readonly name: string;
  readonly ok: boolean;
  readonly ms: number;
  /** Files beside the report: the CSR's display and the customer's. */
  readonly screenshot: { readonly csr: string; readonly customer: string };
  readonly error?: string;
};

export type DemoFigures = Record<string, number>;

export type DemoRun = {
  readonly figures: DemoFigures;
  /** Runs one step, then takes both pictures; a failing step is written down and ends the run. */
  step(name: string, action: () => Promise<void>): Promise<void>;
  write(): boolean;
};

export type DemoOptions = {
  readonly folder: string;
  readonly carrier: 'electron' | 'browser';
  readonly electron: string | null;
  readonly displays: { readonly csr: string; readonly customer: string };
};

export function startDemoRun(options: DemoOptions): DemoRun {
  rmSync(options.folder, { recursive: true, force: true });
  mkdirSync(options.folder, { recursive: true });
  const steps: DemoStep[] = [];
  const figures: DemoFigures = {};

  async function pictures(name: string): Promise<DemoStep['screenshot']> {
    const stem = `${String(steps.length + 1).padStart(2, '0')}-${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
    const files = { csr: `${stem}-csr.png`, customer: `${stem}-customer.png` };
    await screenshotDisplay(options.displays.csr, join(options.folder, files.csr));
    await screenshotDisplay(options.displays.customer, join(options.folder, files.customer));
    return files;
  }

  return {
    figures,
    step: async (name, action) => {
      const startedAt = performance.now();
      const failure = await action().then(
        () => undefined,
        (error: unknown) => (error instanceof Error ? error : new Error(JSON.stringify(error))),
      );
      const ms = Math.round(performance.now() - startedAt);
      const screenshot = await pictures(name);
      const ok = failure === undefined;
      steps.push({ name, ok, ms, screenshot, ...(failure === undefined ? {} : { error: failure.message }) });
      process.stdout.write(`${ok ? 'ok  ' : 'FAIL'} ${name} (${ms} ms)\n`);
      if (failure !== undefined) throw failure;
    },
    write: () => {
      const ok = steps.length > 0 && steps.every((step) => step.ok);
      const { carrier, electron } = options;
      const report = { ok, carrier, electron, date: new Date().toISOString(), steps, figures };
      writeFileSync(join(options.folder, 'report.json'), `${JSON.stringify(report, null, 2)}\n`);
      return ok;
    },
  };
}

/** What every bench writes: its figures, the floor's from the same run, and where it ran. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { execFileSync } from 'node:child_process';

export type Figures = Readonly<Record<string, number | string>>;
export type BenchReport = {
  readonly name: string;
  readonly ours: Figures;
  readonly floor: Figures;
  /** Ours over the floor's, by the same name. */
  readonly ratio: Readonly<Record<string, number>>;
  readonly [extra: string]: unknown;
};

export function writeReport(report: BenchReport, file: string | undefined): void {
  const whole = { ...report, date: new Date().toISOString(), commit: commit(), machine: machine() };
  process.stdout.write(`${JSON.stringify(whole, null, 2)}\n`);
  if (file === undefined) return;
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(whole, null, 2)}\n`);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const index = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[index] ?? Number.NaN;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

export function rounded(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}

export function jsonFileOf(argv: readonly string[]): string | undefined {
  const index = argv.indexOf('--json');
  return index === -1 ? undefined : argv[index + 1];
}

function machine(): Figures {
  const model = cpus()[0]?.model ?? 'unknown';
  return {
    cpu: model,
    cores: cpus().length,
    memoryGiB: rounded(totalmem() / 2 ** 30, 1),
    system: `${platform()} ${release()} ${arch()}`,
    node: process.version,
  };
}

function commit(): string {
  return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
}

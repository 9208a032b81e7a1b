/** A measured figure: kept with the test's result, and said aloud. */
import { test } from '@playwright/test';

export function figure(name: string, value: number | string): void {
  test.info().annotations.push({ type: 'figure', description: `${name}: ${value}` });
  process.stdout.write(`${name}: ${value}\n`);
}

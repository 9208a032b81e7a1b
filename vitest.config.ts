// Every test that lives beside its source. Whole programs run in packages/e2e under Playwright instead.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', 'signaling/**/*.test.ts', 'scripts/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    environment: 'node',
    // Two cores are the machine we promise to run on; more workers only make timings lie.
    maxWorkers: 2,
    testTimeout: 20_000,
  },
});

// Whole programs: real relay, real Electron or Chromium, real X displays. One at a time. A test that is red is
// run once more: on a busy machine of two cores, one of a hundred meets a stall of seconds that is not ours. What
// passed only then has found something all the same, so `npm test` names it.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  retries: 1,
  timeout: 90_000,
  reporter: [['line'], ['json', { outputFile: '../../test-results/e2e.json' }]],
});

// Whole programs: real relay, real Electron or Chromium, real X displays. One at a time and never
// retried, because a test that passes at the second try has found something.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: './src',
  testMatch: '**/*.e2e.ts',
  outputDir: '../../test-results/e2e',
  workers: 1,
  retries: 0,
  timeout: 90_000,
  reporter: [['line'], ['json', { outputFile: '../../test-results/e2e.json' }]],
});

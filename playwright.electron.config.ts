import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: 'tests/electron',
  tsconfig: './tsconfig.tests.json',
  outputDir: 'test-results/electron',
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/electron.json' }]],
});

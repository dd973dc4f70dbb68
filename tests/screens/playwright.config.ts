import { defineConfig } from '@playwright/test';

/** Makes the pictures of `docs/screens`; no test of anything. */
export default defineConfig({
  testDir: '.',
  testMatch: 'screens.ts',
  tsconfig: '../../tsconfig.tests.json',
  outputDir: '../../test-results/screens',
  workers: 1,
  timeout: 400_000,
  expect: { timeout: 20_000 },
  reporter: [['line']],
});

import { defineConfig } from '@playwright/test';
import { chromiumArgs, findChromium } from './scripts/lib/browser.mjs';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  tsconfig: './tsconfig.tests.json',
  outputDir: 'test-results/e2e',
  fullyParallel: false,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    headless: true,
    viewport: { width: 1280, height: 800 },
    // Recording every step takes as long as the tests themselves; `npm run test:e2e -- --trace retain-on-failure`
    // does it for the one that failed.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: { args: chromiumArgs(), ...(executablePath ? { executablePath } : {}) },
  },
});

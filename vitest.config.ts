import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const alias = {
  '@shared': at('./src/shared'),
  '@renderer': at('./src/renderer'),
  '@hub': at('./src/hub'),
  '@main': at('./src/main'),
};

export default defineConfig({
  resolve: { alias },
  test: {
    // Two cores are shared with browsers and a hub when every suite runs.
    maxWorkers: 2,
    passWithNoTests: false,
    // The default is a second, which is no long time on a busy machine.
    expect: { poll: { timeout: 15_000, interval: 20 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          environment: 'node',
          include: ['src/**/*.test.{ts,tsx}', 'tests/**/*.test.{ts,tsx}'],
          exclude: ['tests/{sync,e2e,electron}/**', 'tests/lint-rules/planted/**'],
          testTimeout: 20_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'sync',
          environment: 'node',
          include: ['tests/sync/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { startFakeServer, type FakeServer } from './fake-server';

const ROOT = resolve(import.meta.dirname, '..', '..');

export interface Shell {
  readonly app: ElectronApplication;
  readonly page: Page;
}

interface Fixtures {
  /** A fresh profile, with a space and an "ä" in its path. */
  readonly profile: string;
  readonly server: FakeServer;
  /** Starts the app on the profile; every started app is closed after the test. */
  readonly launch: (options?: { hub?: string }) => Promise<Shell>;
  readonly shell: Shell;
}

/** Arguments and environment of a start. Chromium's own sandbox refuses to run as root. */
export function startOptions(profile: string, hub: string) {
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const { ELECTRON_RUN_AS_NODE: _never, ...environment } = process.env;
  return {
    executablePath: process.env['ELECTRON_EXEC_PATH'],
    args: [ROOT, ...(asRoot ? ['--no-sandbox'] : [])],
    cwd: ROOT,
    env: { ...environment, LUURI_DATA_DIR: profile, LUURI_HUB_ADDRESS: hub } as Record<string, string>,
  };
}

export const test = base.extend<Fixtures>({
  profile: async ({ browserName: _browser }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    await use(join(folder, 'profiili ä'));
    // Helpers of an app that has ended may write there for a moment more.
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },
  server: async ({ browserName: _browser }, use) => {
    const server = await startFakeServer();
    await use(server);
    await server.close();
  },
  launch: async ({ profile, server }, use) => {
    const started: ElectronApplication[] = [];
    await use(async ({ hub = server.address } = {}) => {
      const app = await _electron.launch(startOptions(profile, hub));
      started.push(app);
      // No test may wait for a person: every question is answered with its safe button.
      await app.evaluate(({ dialog }) => {
        dialog.showMessageBox = () => Promise.resolve({ response: 0, checkboxChecked: false });
      });
      const page = await app.firstWindow();
      await page.waitForURL('app://luuri/**');
      await page.waitForLoadState('load');
      return { app, page };
    });
    for (const app of started) await app.close().catch(() => undefined);
  },
  shell: async ({ launch }, use) => {
    await use(await launch());
  },
});

export { expect } from '@playwright/test';

/** Replaces `shell.openExternal` by a list, and answers a function that reads it. */
export async function catchOpenedAddresses(app: ElectronApplication): Promise<() => Promise<string[]>> {
  await app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { openedAddresses: opened });
    shell.openExternal = (address) => {
      opened.push(address);
      return Promise.resolve();
    };
  });
  return () => app.evaluate(() => (globalThis as unknown as { openedAddresses: string[] }).openedAddresses);
}

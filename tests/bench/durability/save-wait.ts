import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { quantile } from '../bench';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { openHubProcess } from '../world/hub-process';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

/** What a save waits for, ms each, one after the other in turn. */
interface Waits {
  journal: number[];
  database: number[];
}

/** What the journal costs: its flush beside the database's own, by the worker that the app uses. */
export const saveWait: DurabilityPart = {
  name: 'save-wait',
  async run({ args, app }) {
    const rounds = numberArgument(args, '--saves', 300);
    const worker = (await readdir(join(app, 'assets'))).find((name) => name.startsWith('opfs.worker-'));
    if (worker === undefined) throw new Error('this build has no journal worker');
    const hub = await openHubProcess(app);
    const browser = await openBrowser();
    try {
      await browser.page.goto(`${hub.url}/favicon.svg`);
      const { journal, database } = await measure(browser.page, `/assets/${worker}`, rounds);
      const ms = (figures: number[], q: number) => `${quantile(figures, q).toFixed(1)} ms`;
      const both = `p50 ${ms(journal, 0.5)} beside ${ms(database, 0.5)}, p95 ${ms(journal, 0.95)} beside ${ms(database, 0.95)}`;
      const what = `a save's wait for the journal, as a share of its wait for the database (${both})`;
      return [atMost()('4.6', what, quantile(journal, 0.5) / quantile(database, 0.5), 'x', 1)];
    } finally {
      await browser.close();
      await hub.close();
    }
  },
};

async function measure(page: Page, address: string, rounds: number): Promise<Waits> {
  // What runs in the page names its functions by this, as the compiler of this file wants it.
  await page.evaluate('globalThis.__name = (named) => named');
  return page.evaluate(
    async ({ address: script, rounds: count }) => {
      const worker = new Worker(script, { type: 'module' });
      worker.postMessage({ team: 'luuri-bench' });
      const bytes = new Uint8Array(1_200).fill(65);
      const write = (id: number) =>
        new Promise<void>((resolve) => {
          worker.onmessage = () => resolve();
          worker.postMessage({ id, call: { kind: 'write', name: 'bench-window.1', at: id * 1_200, bytes } });
        });
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const request = indexedDB.open('save-wait', 1);
        request.onupgradeneeded = () => request.result.createObjectStore('rows', { keyPath: 'id' });
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('not opened'));
      });
      // As a command does: the event, then the header.
      const store = (id: number) =>
        new Promise<void>((resolve, reject) => {
          const transaction = database.transaction('rows', 'readwrite', { durability: 'strict' });
          transaction.objectStore('rows').put({ id, doc: 'x'.repeat(600) });
          transaction.oncomplete = () => resolve();
          transaction.onabort = () => reject(transaction.error ?? new Error('aborted'));
        });
      const waits: Waits = { journal: [], database: [] };
      const timed = async (into: number[], work: () => Promise<unknown>) => {
        const began = performance.now();
        await work();
        into.push(performance.now() - began);
      };
      for (let id = 0; id < count; id += 1) {
        await timed(waits.journal, () => write(id));
        await timed(waits.database, async () => {
          await store(2 * id);
          await store(2 * id + 1);
        });
      }
      worker.terminate();
      database.close();
      return waits;
    },
    { address, rounds },
  );
}

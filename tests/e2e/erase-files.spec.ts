import type { Page } from '@playwright/test';
import { createContact } from '@shared/domain/customers/customer-commands';
import { createTicket } from '@shared/domain/tickets/ticket-commands';
import { colleagueOf } from '../fixtures/colleague';
import { goOffline, goOnline, openColleague, openLead, openTicket, visit } from './support/acts';
import { expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { COLLEAGUE, expectAllSent, LEAD } from './support/team';
import { fi } from './support/words';

const NAME = 'Aino Öystilä';
const FILE = 'Öystilän passi.txt';
const { erase } = fi.privacy;

test('the content of a file goes with the person, on the server and on a machine that was away', async ({
  openAgent,
  hub,
}) => {
  test.setTimeout(180_000);
  const [lead, away] = [await openAgent(), await openAgent()];
  await openLead(lead);
  await openColleague(lead, away);
  const maija = colleagueOf(serverOf(hub), LEAD.user, 'ZZ');
  const { id: contactId } = await maija.does(createContact, { name: NAME });
  const { id: ticketId } = await maija.does(createTicket, {
    ...{ ticketType: 'incident', subject: 'netti poikki', contactId },
  });

  // Whoever added it has it; so does the server.
  await openTicket(away, ticketId);
  const content = { name: FILE, mimeType: 'text/plain', buffer: Buffer.from(`${NAME}, 040 765 4321`) };
  await away.page.locator('input[type=file]').first().setInputFiles(content);
  await expect(away.page.locator('[data-file][data-place=onServer]')).toHaveCount(1, { timeout: 30_000 });
  const files = serverOf(hub, 'tuki-files');
  expect(await files.documents()).toMatchObject([{ size: content.buffer.length, createdBy: COLLEAGUE.user }]);
  expect(await contentsIn(away.page)).toBe(1);
  await goOffline(away);

  await openTicket(lead, ticketId);
  await expect(lead.page.locator('[data-file]')).toHaveCount(1);
  await visit(lead.page, `/contacts/${contactId.slice('contact:'.length)}`);
  await lead.page.getByRole('button', { name: erase.open }).click();
  const dialog = lead.page.getByRole('dialog', { name: erase.title });
  await expect(dialog.getByRole('checkbox', { name: FILE })).toBeChecked();
  await dialog.getByRole('checkbox', { name: erase.understood }).check();
  await dialog.getByRole('button', { name: erase.now }).click();
  await expect(dialog).toHaveCount(0);
  await expectAllSent(lead.page);
  await expect.poll(() => files.documents()).toMatchObject([{ erased: true, size: 0 }]);
  expect((await files.documents())[0]).not.toHaveProperty('_attachments');

  await goOnline(away);
  await expect(away.page.locator('[data-file]')).toHaveCount(0);
  await expectAllSent(away.page);
  await expect.poll(() => contentsIn(away.page)).toBe(0);
  await expect.poll(() => files.documents()).toMatchObject([{ erased: true }]);
});

/** How many contents PouchDB holds in this browser, wherever the store is; throws where there is none. */
async function contentsIn(page: Page): Promise<number> {
  return page.evaluate(async () => {
    interface Buckets {
      keys(): Promise<string[]>;
      open(name: string): Promise<{ indexedDB: IDBFactory }>;
    }
    const { storageBuckets } = navigator as Navigator & { storageBuckets?: Buckets };
    const names = (await storageBuckets?.keys()) ?? [];
    const inBuckets = names.map(async (name) => (await storageBuckets?.open(name))?.indexedDB ?? indexedDB);
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.addEventListener('success', () => resolve(request.result));
        request.addEventListener('error', () => reject(new Error('IndexedDB')));
      });
    const counts: number[] = [];
    for (const factory of [indexedDB, ...(await Promise.all(inBuckets))]) {
      for (const { name = '' } of await factory.databases()) {
        if (!name.startsWith('_pouch_')) continue;
        const database = await done(factory.open(name));
        counts.push(await done(database.transaction('attach-store').objectStore('attach-store').count()));
        database.close();
      }
    }
    if (counts.length === 0) throw new Error('no store of files');
    return counts.reduce((sum, count) => sum + count, 0);
  });
}

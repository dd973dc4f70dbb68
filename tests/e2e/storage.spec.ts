import { FORM } from '@renderer/data/store/forms';
import { makeTicket, openLead, openTicket } from './support/acts';
import type { Agent } from './support/fixtures';
import { expect, test } from './support/fixtures';
import { expectAllSent, expectReady } from './support/team';
import { fi } from './support/words';

const TEAM = /^luuri-store-(.+)$/;
const DRAFT = 'Hei! Kokeile käynnistää kassa uudelleen.';

const replyField = ({ page }: Agent) => page.getByRole('textbox', { name: fi.ticket.composer.reply });

test('databases that are removed under a reply: told in words, rebuilt, the text is there', async ({
  openAgent,
}) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page, context } = agent;
  const id = await makeTicket(page, 'Kassa sammuu');
  await expectAllSent(page);
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  await replyField(agent).pressSequentially(DRAFT);
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: agent.wire.url, storageTypes: 'indexeddb' });
  await expect(page.getByText(fi.storage.lost)).toBeVisible();
  await expectReady(page);
  await expectAllSent(page);
  await openTicket(agent, id);
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  await expect(replyField(agent)).toHaveValue(DRAFT);
});

test('a storage worker that ends: the page comes back with what was typed', async ({ openAgent }) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page } = agent;
  await makeTicket(page, 'Kassa sammuu');
  await expectAllSent(page);
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  await replyField(agent).pressSequentially(DRAFT);
  const loaded = page.waitForEvent('load');
  for (const worker of page.workers()) await worker.evaluate(endStorage).catch(() => undefined);
  await loaded;
  await expectReady(page);
  await page.getByRole('tab', { name: fi.ticket.composer.reply }).click();
  await expect(replyField(agent)).toHaveValue(DRAFT);
});

test('data of a newer version is refused by name, and can be copied', async ({ openAgent }) => {
  const agent = await openAgent();
  await openLead(agent);
  const { page, wire } = agent;
  await makeTicket(page, 'Kassa sammuu');
  await expectAllSent(page);
  await page.goto(`${wire.url}/favicon.svg`);
  const names = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? ''));
  const name = names.find((each) => TEAM.test(each)) ?? '';
  await page.evaluate(writeNewer, { name, form: FORM + 1 });
  await page.goto(wire.url);
  await expect(page.getByRole('heading', { name: fi.storage.tooNewTitle })).toBeVisible();
  await expect(page.getByText('Luuri 9.1.0')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: fi.storage.saveCopy }).click();
  expect((await download).suggestedFilename()).toMatch(/\.jsonl\.gz$/);
  await expect(page.getByText(fi.storage.copySaved)).toBeVisible();
});

/** Runs in a worker. */
function endStorage(): void {
  const scope = globalThis as unknown as { name: string; close(): void };
  if (scope.name.startsWith('luuri-storage')) scope.close();
}

/** Runs in the page: the stamp as a later version would leave it. */
async function writeNewer({ name, form }: { name: string; form: number }): Promise<void> {
  const opening = indexedDB.open(name);
  await new Promise((resolve) => (opening.onsuccess = resolve));
  const transaction = opening.result.transaction('stamp', 'readwrite');
  const store = transaction.objectStore('stamp');
  const reading = store.get('stamp');
  reading.onsuccess = () => store.put({ ...(reading.result as object), form, writtenBy: '9.1.0' }, 'stamp');
  await new Promise((resolve) => (transaction.oncomplete = resolve));
  opening.result.close();
}

import { FORM } from '@renderer/data/store/forms';
import { endStorage, setStamp } from '../fixtures/storage-in-page';
import { openLeadWithTicket, openReply, openTicket } from './support/acts';
import { expect, test } from './support/fixtures';
import { expectAllSent, expectReady } from './support/team';
import { fi } from './support/words';

const DRAFT = 'Hei! Kokeile käynnistää kassa uudelleen.';

test('databases that are removed under a reply: told in words, rebuilt, the text is there', async ({
  openAgent,
}) => {
  const { agent, page, id } = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  await (await openReply(page)).pressSequentially(DRAFT);
  const devtools = await agent.context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', { origin: agent.wire.url, storageTypes: 'indexeddb' });
  await expect(page.getByText(fi.storage.lost)).toBeVisible();
  await expectReady(page);
  await expectAllSent(page);
  await openTicket(agent, id);
  await expect(await openReply(page)).toHaveValue(DRAFT);
});

test('a storage worker that ends: the page comes back with what was typed', async ({ openAgent }) => {
  const { page } = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  await (await openReply(page)).pressSequentially(DRAFT);
  const loaded = page.waitForEvent('load');
  for (const worker of page.workers()) await worker.evaluate(endStorage).catch(() => undefined);
  await loaded;
  await expectReady(page);
  await expect(await openReply(page)).toHaveValue(DRAFT);
});

test('data of a newer version is refused by name, and can be copied', async ({ openAgent }) => {
  const { agent, page } = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  await page.goto(`${agent.wire.url}/favicon.svg`);
  await page.evaluate(setStamp, { team: 'luuri-tuki', form: FORM + 1, writtenBy: '9.1.0' });
  await page.goto(agent.wire.url);
  await expect(page.getByRole('heading', { name: fi.storage.tooNewTitle })).toBeVisible();
  await expect(page.getByText('Luuri 9.1.0')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: fi.storage.saveCopy }).click();
  expect((await download).suggestedFilename()).toMatch(/\.jsonl\.gz$/);
  await expect(page.getByText(fi.storage.copySaved)).toBeVisible();
});

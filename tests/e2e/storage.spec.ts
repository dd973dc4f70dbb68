import { FORM } from '@renderer/data/store/forms';
import type { Page } from '@playwright/test';
import { endStorage, FULL_DISK, obeyFullDisk, setStamp } from '../fixtures/storage-in-page';
import {
  goOffline,
  openLeadWithTicket,
  openReply,
  openTicket,
  replyField,
  ticketHeading,
} from './support/acts';
import type { OpenAgent } from './support/fixtures';
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

test('a full disk: told, nothing new is promised, what is typed is kept, and goes on once there is room', async ({
  openAgent,
}) => {
  const { page, id } = await openWithFullDisk(openAgent, 'QuotaExceededError');
  await expect(page.getByText(fi.storage.full.all)).toBeVisible();
  await expect(page).toHaveURL(new RegExp(id.slice('ticket:'.length)));
  await expect(ticketHeading(page, 'Kassa sammuu')).toBeVisible();
  const reply = await openReply(page);
  await reply.pressSequentially(DRAFT);
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(fi.storage.full.notSaved)).toBeVisible();
  await expect(reply).toHaveValue(DRAFT);
  await page.reload();
  await expectReady(page);
  await expect(page.getByText(fi.storage.full.all)).toBeVisible();
  await expect(await openReply(page)).toHaveValue(DRAFT);

  await setDisk(page, null);
  await expect(page.locator('[data-space=full]')).toHaveCount(0, { timeout: 30_000 });
  await expectReady(page);
  await expect(await openReply(page)).toHaveValue(DRAFT);
  await replyField(page).press('Control+Enter');
  await expect(replyField(page)).toHaveValue('');
  await expectAllSent(page);
});

test('a disk too full to open the databases: they are left alone, and shown is what the server has', async ({
  openAgent,
}) => {
  const { agent, page } = await openWithFullDisk(openAgent, 'UnknownError');
  await expect(page.getByText(fi.storage.full.some)).toBeVisible();
  await expect(ticketHeading(page, 'Kassa sammuu')).toBeVisible();
  await setDisk(page, null);
  await goOffline(agent);
  await expect(page.locator('[data-space=full]')).toHaveCount(0, { timeout: 30_000 });
  await expectReady(page);
  await expect(ticketHeading(page, 'Kassa sammuu')).toBeVisible();
});

/** A lead at a ticket that is on the server; then the disk is full, and the page begins anew. */
async function openWithFullDisk(openAgent: OpenAgent, end: string) {
  const opened = await openLeadWithTicket(openAgent, 'Kassa sammuu');
  const { page } = opened;
  await expectAllSent(page);
  await page.addInitScript(obeyFullDisk, FULL_DISK);
  await setDisk(page, end);
  await page.reload();
  await expectReady(page);
  return opened;
}

async function setDisk(page: Page, end: string | null): Promise<void> {
  await page.evaluate(
    ([item, text]) => (text ? localStorage.setItem(item, text) : localStorage.removeItem(item)),
    [FULL_DISK, end] as const,
  );
}

import type { Page } from '@playwright/test';
import { withSource } from '@hub/backup/file-ends';
import { openBackup } from '@shared/backup/read-backup';
import type { EventDocument, HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import {
  goOffline,
  goOnline,
  makeTicket,
  openLeadWithTicket,
  pick,
  pill,
  property,
  ticketHeading,
  visit,
} from './support/acts';
import { expect, test } from './support/fixtures';
import type { ServerSide } from './support/server';
import { serverOf } from './support/server';
import { expectAllSent } from './support/team';
import { fi, likeText } from './support/words';

/** An event by a colleague who did not know of the present value, and the record as it is after both. */
function collision(header: TeamDocument, path: string, to: string, mine: string): TeamDocument[] {
  const clock = createHybridClock(Date.now, 'LL0001');
  const [before, at] = [clock.next(), clock.next()];
  const stamps = { ...(header as HeaderDocument).stamps, [path]: at };
  const event: Partial<EventDocument> = {
    ...{
      _id: `event:${header._id.slice(-20)}${path}`,
      type: 'event',
      v: 1,
      kind: 'changed',
      about: header._id,
      at,
    },
    ...{ occurredAt: '2026-11-20T10:03:00.000Z', author: 'liisa', device: 'LL' },
    changes: [{ path, from: 'x', to, replaced: null }],
  };
  const own = { ...event, _id: `${event._id}b`, at: before, author: 'maija' };
  const lost = { ...own, changes: [{ path, from: 'x', to: mine, replaced: null }] };
  return [{ ...header, [path]: to, stamps }, event as TeamDocument, lost as TeamDocument];
}

async function recordOf(server: ServerSide, type: string): Promise<TeamDocument> {
  const found = (await server.documents()).find((doc) => doc.type === type);
  if (!found) throw new Error(`no ${type} on the server`);
  return found;
}

test('what two changed at once is listed with both values, and one click takes the other', async ({
  openAgent,
  hub,
}) => {
  const { page } = await openLeadWithTicket(openAgent, 'Alkuperäinen aihe');
  const server = serverOf(hub);
  await server.put(collision(await recordOf(server, 'ticket'), 'subject', 'Liisan aihe', 'Maijan aihe'));

  const rail = page.getByRole('navigation', { name: fi.nav.main });
  await expect(rail.getByTitle(fi.conflicts.count_one.replace('{{count}}', '1'))).toBeVisible();
  await rail.getByRole('link', { name: fi.nav.conflicts }).click();
  const row = page.getByRole('article', { name: /Liisan aihe/ });
  await expect(row.locator('dl')).toContainText('Maijan aihe');
  await page.getByText(fi.conflicts.filter.decided, { exact: true }).click();
  await expect(page.getByText(fi.conflicts.noneTitle)).toBeVisible();
  await page.getByRole('button', { name: fi.conflicts.filter.clear }).click();

  await row.getByRole('button', { name: fi.conflicts.take }).click();
  const taken = page.getByRole('article', { name: /Maijan aihe/ });
  await expect(taken).toContainText(fi.conflicts.states.taken);
  await taken.getByTitle(fi.conflicts.open).click();
  await expect(ticketHeading(page, 'Maijan aihe')).toBeVisible();
  await expectAllSent(page);
});

test('a refusal is told in plain words, can be given up and taken back; everything is checked on request', async ({
  openAgent,
}) => {
  const { page } = await openLeadWithTicket(openAgent, 'Tulostin ei vastaa');
  await refuseEverything(page);
  await pick(page, fi.common.priority, fi.common.priorities.high);
  await expect(page.getByRole('main').getByRole('img', { name: fi.sync.needsAttention })).toBeVisible();
  await page.getByRole('link', { name: new RegExp(`^${fi.nav.attention}`) }).click();

  const card = page.getByRole('article', { name: /Tulostin ei vastaa/ });
  await expect(card).toContainText(fi.sync.refusals.forbidden.what);
  await expect(card).toContainText(`${fi.common.priorities.medium} → ${fi.common.priorities.high}`);
  await card.getByRole('button', { name: fi.sync.giveUp.start }).click();
  const dialog = page.getByRole('dialog', { name: fi.sync.giveUp.title });
  await expect(dialog).toContainText('Tulostin ei vastaa');
  await dialog.getByRole('button', { name: fi.sync.giveUp.submit }).click();
  const kept = page.getByRole('region', { name: new RegExp(fi.sync.givenUp.title) });
  await expect(kept).toContainText(`${fi.common.priorities.medium} → ${fi.common.priorities.high}`);
  await expectAllSent(page);
  await page.goBack();
  await expect(property(page, fi.common.priority)).toContainText(fi.common.priorities.medium);

  await page.unroute('**/_bulk_docs');
  await visit(page, '/attention');
  await kept.getByRole('button', { name: fi.sync.givenUp.takeUp }).click();
  await expect(kept).toBeHidden();
  await expectAllSent(page);
  await pill(page).click();
  await page.getByRole('button', { name: fi.sync.audit.start }).click();
  await expect(page.getByText(likeText(fi.sync.audit.same))).toBeVisible();
});

test('another server under the same address is told and taken only on request; without rights all is exported', async ({
  openAgent,
  hub,
}) => {
  const { agent, page } = await openLeadWithTicket(openAgent, 'Ennen vaihtoa');
  const server = serverOf(hub);
  const epoch = (await server.documents()).find(({ _id }) => _id === 'team:epoch');
  if (!epoch) throw new Error('no epoch');
  // What stood there goes away with all its connections, and another answers from now on. Chromium repeats by itself
  // a request whose wire broke before an answer, so a cut that nobody noticed proves nothing.
  await goOffline(agent);
  await server.put([{ ...epoch, epoch: 'another-life' }]);
  await goOnline(agent);
  await makeTicket(page, 'Vaihdon jälkeen');
  const banner = page.getByRole('status', { name: fi.sync.banner.label });
  await expect(banner).toContainText(fi.sync.banner.serverChanged.title);
  expect((await server.documents()).some((doc) => doc['subject'] === 'Vaihdon jälkeen')).toBe(false);
  await banner.getByRole('button', { name: fi.sync.banner.decide }).click();
  const dialog = page.getByRole('dialog', { name: fi.sync.adopt.title });
  await expect(dialog.getByRole('button', { name: fi.sync.adopt.submit })).toBeDisabled();
  await dialog.getByLabel(fi.sync.adopt.sure).check();
  await dialog.getByRole('button', { name: fi.sync.adopt.submit }).click();
  await expect(banner).toBeHidden({ timeout: 20_000 });
  await expectAllSent(page);
  expect((await server.documents()).some((doc) => doc['subject'] === 'Vaihdon jälkeen')).toBe(true);

  const forbidden = {
    status: 403,
    contentType: 'application/json',
    body: '{"error":"forbidden","reason":"no"}',
  };
  await page.route('**/db/luuri-tuki/**', (route) => route.fulfill(forbidden));
  // The waiting request was let in before; the next one is not.
  agent.wire.cut();
  agent.wire.mend();
  await makeTicket(page, 'Ilman oikeuksia');
  await expect(banner).toContainText(fi.sync.banner.noRights.title, { timeout: 20_000 });
  await banner.getByRole('button', { name: fi.sync.banner.export }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: fi.sync.export.unsent }).click(),
  ]);
  const subjects = await withSource(await file.path(), async (source) => {
    const { head, records } = await openBackup(source);
    expect(head.scope).toBe('unsent');
    const found: unknown[] = [];
    for await (const { docs } of records()) found.push(...docs.map((doc) => doc['subject']));
    return found;
  });
  expect(subjects).toContain('Ilman oikeuksia');
});

/** A server whose rules say no to every document, and read on as before. */
async function refuseEverything(page: Page): Promise<void> {
  await page.route('**/_bulk_docs', async (route) => {
    const { docs } = route.request().postDataJSON() as { docs: { _id: string }[] };
    const rows = docs.map(({ _id }) => ({ id: _id, error: 'forbidden', reason: 'viewers read only' }));
    await route.fulfill({ status: 201, contentType: 'application/json', body: JSON.stringify(rows) });
  });
}

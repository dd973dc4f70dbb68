import { readFile, rm, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { canonicalJson } from '@shared/lib/canonical-json';
import { openLeadWithTicket, signIn, visit } from './support/acts';
import { bundle, expect, test } from './support/fixtures';
import { serverOf } from './support/server';
import { expectAllSent, LEAD, setUpTeam } from './support/team';
import { fi } from './support/words';

const t = fi.backup;

/** The records of a server by id, as hashes could compare them; not those that belong to the server alone. */
async function recordsOf(hub: Hub): Promise<Map<string, string>> {
  const docs = await serverOf(hub).documents();
  return new Map(
    docs
      .filter(({ _id }) => _id !== 'team:epoch' && !_id.startsWith('device:'))
      .map(({ _rev, ...doc }) => [doc._id, canonicalJson(doc)]),
  );
}

async function restoreFrom(page: Page, path: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: t.choose }).click();
  await (await chooser).setFiles(path);
}

test('a backup brings everything into an empty profile, and from there onto an empty server', async ({
  openAgent,
  hub,
}) => {
  const { page } = await openLeadWithTicket(openAgent, 'Tulostin ei tulosta');
  await visit(page, '/settings/backup');
  await page.getByRole('button', { name: t.backUpNow }).click();
  await expect(page.getByText(/Varmuuskopio on valmis/)).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: /^Tallenna kopio/ }).click();
  const path = await (await saved).path();
  expect((await readFile(path)).subarray(0, 2).toString()).toBe('PK');

  await test.step('here nothing of it is new', async () => {
    await restoreFrom(page, path);
    await expect(page.getByText(t.nothing)).toBeVisible();
  });

  const folder = await mkdtemp(join(tmpdir(), 'luuri tyhjä ä-'));
  const empty = await openHub({ dataDir: folder, port: 0, staticFolder: bundle });
  try {
    // Another origin is another, empty profile.
    await page.goto(`${empty.url}/favicon.svg`);
    await setUpTeam(page);
    await page.goto(empty.url);
    await signIn(page, LEAD);
    await visit(page, '/settings/backup');
    await restoreFrom(page, path);
    await expect(page.getByText(t.wouldHappen)).toBeVisible();
    expect((await recordsOf(empty)).size).toBeLessThan((await recordsOf(hub)).size);
    await page.getByRole('button', { name: t.restore, exact: true }).click();
    await expect(page.getByText(t.happened)).toBeVisible();
    await visit(page, '/queue');
    await expect(page.getByText('Tulostin ei tulosta').first()).toBeVisible();
    await expectAllSent(page);
    const there = await recordsOf(empty);
    for (const [id, record] of await recordsOf(hub)) {
      if (/^(ticket|event):/.test(id)) expect(there.get(id), id).toBe(record);
    }
    expect(there.get(`agent:${LEAD.user}`)).toBeDefined();
  } finally {
    await empty.close();
    await rm(folder, { recursive: true, force: true });
  }
});

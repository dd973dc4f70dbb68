import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { FORM } from '@renderer/data/store/forms';
import { setStamp } from '../../fixtures/storage-in-page';
import type { StoredDatabase } from '../../fixtures/stored-team';
import { FROZEN_TEAM, frozenStore, putBack } from '../../fixtures/stored-team';
import type { Bar } from '../bench';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { fi, READY } from '../world/desk';
import { openHubProcess } from '../world/hub-process';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';
import { clearMarks } from './profile-marks';
import { hashStore } from './store-in-page';

const SEED = 7;

/** Bar 7: the frozen first form, many times over, brought up to date and killed meanwhile; and a newer form refused. */
export const migration: DurabilityPart = {
  name: 'migration',
  async run({ args, app, progress }) {
    const kills = numberArgument(args, '--migrations', 20);
    const copies = numberArgument(args, '--copies', 1_000);
    const hub = await openHubProcess(app);
    const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-migration-'));
    try {
      const base = join(folder, 'base');
      await withPage(base, hub.url, async (page) => {
        await page.goto(`${hub.url}/favicon.svg`);
        await page.evaluate(putBack, enlarged(copies));
        await page.evaluate(signIn, FROZEN_TEAM);
      });
      const reference = await finished(await copyOf(base, folder), hub.url);
      progress(`undisturbed: ${reference}`);
      const random = createRandom(SEED);
      let different = 0;
      let cut = 0;
      for (let kill = 0; kill < kills; kill += 1) {
        const profile = await copyOf(base, folder);
        if (await killedInTheMiddle(profile, hub.url, random.below(1_500))) cut += 1;
        const found = await finished(profile, hub.url);
        if (found !== reference) different += 1;
        progress(`kill ${kill + 1}: ${found === reference ? 'the same' : 'another'}`);
      }
      return barsOf(kills, cut, different, await writtenByOlder(await copyOf(base, folder), hub.url));
    } finally {
      await hub.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

function barsOf(kills: number, cut: number, different: number, written: number): Bar[] {
  const bar = atMost();
  const what = `${kills} kills, ${cut} of them in the middle of a migration`;
  return [
    // Where none came in the middle, nothing is proven.
    bar('7.1', `${what}: not equal by hash`, cut > 0 ? different : Number.NaN),
    bar('7.2', 'an older app on newer data: not refused by name, or a record changed', written),
  ];
}

/** The frozen databases with so many copies of each record, under ids of their own. */
function enlarged(copies: number): StoredDatabase[] {
  const databases = frozenStore();
  for (const { stores } of databases) {
    for (const store of stores) {
      const records = store.rows.filter((row) => 'doc' in row && row['dirty'] === 0);
      for (let copy = 0; copy < copies / 50; copy += 1)
        store.rows.push(...records.map((row) => ({ ...row, id: `${String(row['id'])}-${copy}` })));
    }
  }
  return databases;
}

/** Runs in a page: somebody is signed in to the team. */
function signIn(team: string): void {
  const session = { database: team, teamName: 'v1', user: 'maija', role: 'lead', devicePrefix: 'K7' };
  localStorage.setItem('luuri.session', JSON.stringify(session));
}

let copiesMade = 0;
async function copyOf(base: string, folder: string): Promise<string> {
  const profile = join(folder, `profile-${(copiesMade += 1)}`);
  await clearMarks(base);
  await cp(base, profile, { recursive: true });
  return profile;
}

async function withPage<T>(profile: string, url: string, work: (page: Page) => Promise<T>): Promise<T> {
  const browser = await openBrowser(profile);
  try {
    await browser.page.goto(url);
    return await work(browser.page);
  } finally {
    await browser.close();
  }
}

/** Opens the app until it has everything in today's form. Answers the hash of what is stored. */
async function finished(profile: string, url: string): Promise<string> {
  return withPage(profile, url, async (page) => {
    await page.locator(READY).waitFor({ timeout: 120_000 });
    return page.evaluate(hashStore, FROZEN_TEAM);
  });
}

/** Whether it was killed before it was done. */
async function killedInTheMiddle(profile: string, url: string, after: number): Promise<boolean> {
  const { page, kill } = await openBrowser(profile);
  await page.goto(url);
  await page.getByText(fi.storage.migrating).or(page.locator(READY)).first().waitFor();
  await page.waitForTimeout(after);
  const isDone = await page.locator(READY).isVisible();
  await kill();
  await clearMarks(profile);
  return !isDone;
}

/** 0 when it was refused by name and everything is as it was. */
async function writtenByOlder(profile: string, url: string): Promise<number> {
  await finished(profile, url);
  return withPage(profile, `${url}/favicon.svg`, async (page) => {
    await page.evaluate(setStamp, { team: FROZEN_TEAM, form: FORM + 1, writtenBy: '9.1.0' });
    const before = await page.evaluate(hashStore, FROZEN_TEAM);
    await page.goto(url);
    await page.getByText('Luuri 9.1.0').waitFor();
    return (await page.evaluate(hashStore, FROZEN_TEAM)) === before ? 0 : 1;
  });
}

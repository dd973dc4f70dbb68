import { describe, expect, it } from 'vitest';
import type { Hub } from '@hub/hub';
import { client, customer, DB, event, member, openFeed, setUp, testHub } from './support';
import type { Client } from './support';

const HOUR = 3_600_000;

/** A team's hub, and a browser of another computer that joined it through the hub there. */
async function joined(role = 'agent') {
  const clock = { time: Date.parse('2026-11-21T10:00:00Z') };
  const signIns: string[] = [];
  const far = await testHub({ now: () => clock.time, sessionLifetimeMs: HOUR });
  const lead = await setUp(far);
  await member(far, lead, 'matti', role);
  const near = await testHub({
    now: () => clock.time,
    fetch(address, init) {
      if (init?.method === 'POST' && address.endsWith('/_session')) signIns.push(address);
      return fetch(address, init);
    },
  });
  const browser = client(near);
  const wish = { address: far.url, user: 'matti', password: 'matti-salasana' };
  const answer = await browser('PUT', '/api/connection', wish);
  if (answer.status !== 200) throw new Error(`could not join: ${answer.text}`);
  await browser('GET', DB);
  signIns.length = 0;
  return { far, near, lead, browser, clock, signIns };
}

async function statuses(browser: Client, count = 5): Promise<number[]> {
  const answers = await Promise.all(Array.from({ length: count }, () => browser('GET', `${DB}/team:info`)));
  return answers.map(({ status }) => status);
}

/** As often as locks the account for whoever asks from this address. */
async function guess(far: Hub): Promise<void> {
  for (let count = 0; count < 5; count += 1) {
    await client(far)('POST', '/db/_session', { name: 'matti', password: 'arvaus' });
  }
}

describe('a session that is kept for somebody', () => {
  it('renews when it has run out, once for all that wait, and no write is lost', async () => {
    const { browser, clock, signIns, lead } = await joined();
    clock.time += 2 * HOUR;
    const writes = await Promise.all(
      [1, 2, 3, 4].map((at) => browser('PUT', `${DB}/event:${at}`, event(String(at), 'matti'))),
    );
    expect(writes.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    expect(signIns).toHaveLength(1);
    await lead('POST', '/db/_session', { name: 'liisa', password: 'salasana-1' });
    expect((await lead('GET', `${DB}/event:4`)).json.author).toBe('matti');
  });

  it('asks for the new password when the old one is refused, having tried it once', async () => {
    const { browser, lead, signIns } = await joined();
    await lead('PATCH', '/api/members/matti', { password: 'toinen-salasana' });
    expect(await statuses(browser)).toEqual([401, 401, 401, 401, 401]);
    expect(await statuses(browser, 2)).toEqual([401, 401]);
    expect(signIns).toHaveLength(1);
    const wrong = await browser('POST', '/db/_session', { name: 'matti', password: 'arvaus-1' });
    expect([wrong.status, signIns.length]).toEqual([401, 2]);
    const right = await browser('POST', '/db/_session', { name: 'matti', password: 'toinen-salasana' });
    expect(right.status).toBe(200);
    expect(await statuses(browser, 2)).toEqual([200, 200]);
  });

  it('says that the account is locked, which is not that a right is missing, and does not knock', async () => {
    const { far, browser, clock, signIns } = await joined();
    await guess(far);
    // Whoever is signed in goes on working: a stranger's guesses lock nobody out of their session.
    expect(await statuses(browser, 1)).toEqual([200]);
    const refused = await browser('PUT', `${DB}/customer:x`, customer('x', 'liisa'));
    expect([refused.status, refused.json.reason]).toEqual([403, expect.not.stringMatching(/locked/)]);
    clock.time += 2 * HOUR;
    await guess(far);
    for (let turn = 0; turn < 3; turn += 1) {
      const locked = await browser('GET', `${DB}/team:info`);
      expect([locked.status, locked.json.reason]).toEqual([403, expect.stringMatching(/temporarily locked/)]);
    }
    expect(signIns).toHaveLength(1);
    clock.time += 70_000;
    expect(await statuses(browser, 1)).toEqual([200]);
  });

  it('of somebody who was removed ends, feeds too, and comes back with them', async () => {
    const { near, browser, lead, signIns } = await joined();
    const { update_seq: since } = (await browser('GET', DB)).json;
    const feed = await openFeed(
      near,
      browser,
      `${DB}/_changes?feed=longpoll&heartbeat=1000&since=${since}&filter=_doc_ids&doc_ids=["x:y"]`,
    );
    await feed.until((text) => text.includes('results'));
    await lead('DELETE', '/api/members/matti');
    expect(JSON.parse(await feed.end()).results).toEqual([]);
    expect(await statuses(browser, 3)).toEqual([401, 401, 401]);
    expect(signIns.length).toBeLessThanOrEqual(1);
    await lead('PATCH', '/api/members/matti', { active: true, password: 'matti-salasana' });
    await browser('POST', '/db/_session', { name: 'matti', password: 'matti-salasana' });
    expect(await statuses(browser, 1)).toEqual([200]);
  });
});

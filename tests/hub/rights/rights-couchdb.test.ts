import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { basicAuthorization } from '@hub/backend/couch-address';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { couchMissing, couchTurn, testCouch, TURN_MS } from '../../fixtures/couchdb';
import type { TestCouch } from '../../fixtures/couchdb';
import { client, LEAD, operator } from '../support';
import type { Client } from '../support';
import { checkRights } from './check';
import { createWorld } from './world';
import type { World } from './world';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(couchMissing('rights at an Apache CouchDB'))('rights at an Apache CouchDB', () => {
  let couch: TestCouch;
  let hub: Hub;
  let dataDir: string;
  let through: World;
  let past: World;
  let endTurn: () => Promise<void>;

  beforeAll(async () => {
    endTurn = await couchTurn();
  }, TURN_MS);
  beforeAll(async () => {
    couch = testCouch();
    dataDir = await mkdtemp(join(tmpdir(), 'luuri rights ä-'));
    hub = await openHub({ port: 0, couch: couch.address, dataDir });
    const named = (user: string) => `${user}-${couch.teamName.slice(-8)}`;
    const owner = client(hub);
    const team = { teamName: couch.teamName, displayName: 'Liisa', language: 'fi' };
    const made = await owner('POST', '/api/setup', { ...team, ...LEAD, user: named('liisa') });
    if (made.status !== 201) throw new Error(`set-up failed: ${made.text}`);
    const add = async (user: string, role: string) => {
      const password = 'salasana-3';
      const body = { user: named(user), displayName: user, password, role };
      const added = await owner('POST', '/api/members', body);
      if (added.status !== 201) throw new Error(`could not add ${user}: ${added.text}`);
      const person = client(hub);
      await person('POST', '/db/_session', { name: named(user), password });
      return person;
    };
    const people = {
      viewer: await add('vilma', 'viewer'),
      agent: await add('matti', 'agent'),
      lead: await add('leena', 'lead'),
    };
    const names = { viewer: named('vilma'), agent: named('matti'), lead: named('leena') };
    const common = { team: couch.database, names, owner: named('liisa') };
    through = createWorld({ ...common, place: 'hub', url: hub.url, admin: operator(hub), people });
    const url = couch.address.root;
    const admin = client({ url }, { authorization: basicAuthorization(couch.address) });
    const direct = (person: Client) => {
      const same = client({ url });
      for (const [name, value] of person.cookies) same.cookies.set(name, value);
      return same;
    };
    past = createWorld({
      ...common,
      place: 'couchdb',
      url,
      admin,
      people: { viewer: direct(people.viewer), agent: direct(people.agent), lead: direct(people.lead) },
    });
  });
  afterAll(async () => {
    await hub.close();
    await couch.clear();
    await rm(dataDir, { recursive: true, force: true });
    await endTurn();
  });

  describe('through the hub', () => {
    checkRights('hub', () => through);
  });
  describe('past the hub', () => {
    checkRights('couchdb', () => past);
  });
});

import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { CHEAP, member, operator, setUp } from '../support';
import { checkRights, tried } from './check';
import { PLACES, readRights } from './table';
import { createWorld } from './world';
import type { World } from './world';

describe('docs/rights.md', () => {
  it('says something of every attempt, and nothing that is not tried', () => {
    const rights = readRights();
    expect(new Set(rights.map(({ number }) => number))).toEqual(new Set(tried));
    expect(rights.every(({ ways }) => ways.length > 0)).toBe(true);
    for (const place of PLACES)
      expect(rights.filter(({ places }) => places.includes(place)).length).toBeGreaterThan(40);
  });
});

describe('rights at the hub with its own database', () => {
  let hub: Hub;
  let world: World;
  let dataDir: string;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'luuri rights ä-'));
    hub = await openHub({ port: 0, passwordCost: CHEAP, dataDir });
    const owner = await setUp(hub);
    const people = {
      viewer: await member(hub, owner, 'vilma', 'viewer'),
      agent: await member(hub, owner, 'matti', 'agent'),
      lead: await member(hub, owner, 'leena', 'lead'),
    };
    const names = { viewer: 'vilma', agent: 'matti', lead: 'leena' };
    world = createWorld({
      place: 'embedded',
      url: hub.url,
      team: 'luuri-testi',
      admin: operator(hub),
      people,
      names,
      owner: 'liisa',
    });
  });
  afterAll(async () => {
    await hub.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  checkRights('embedded', () => world);
});

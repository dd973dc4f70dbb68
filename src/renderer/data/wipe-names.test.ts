import { describe, expect, it } from 'vitest';
import { isDatabaseOf, isItemOf } from './wipe-names';

describe('what belongs to a team', () => {
  it.each([
    'rxdb-dexie-luuri-tuki-v1--0--tickets',
    'rxdb-dexie-luuri-tuki-v1--0--_rxdb_internal',
    '_pouch_luuri-tuki-files-v1',
    'luuri-store-luuri-tuki',
    'luuri-tuki',
  ])('is the database %s', (name) => expect(isDatabaseOf('luuri-tuki', name)).toBe(true));

  it.each([
    'rxdb-dexie-luuri-tuki2-v1--0--tickets',
    'rxdb-dexie-luuri-tuki-2-v1--0--tickets',
    'rxdb-dexie-luuri-tuki-v1-v1--0--tickets',
    '_pouch_luuri-myynti-files-v1',
    'luuri-session',
    'xluuri-tuki',
  ])('is not the database %s', (name) => expect(isDatabaseOf('luuri-tuki', name)).toBe(false));

  it.each([
    'luuri.session',
    'luuri.ticketCounter.K7',
    'luuri.callNotes.luuri-tuki.call:01J',
    'luuri.verified:luuri-tuki',
  ])('is the item %s', (key) => expect(isItemOf('luuri-tuki', 'K7', key)).toBe(true));

  it.each([
    'luuri.preferences',
    'luuri.ticketCounter.K8',
    'luuri.callNotes.luuri-tuki2.call:01J',
    'luuri.verified:luuri-tuki-2',
  ])('is not the item %s', (key) => expect(isItemOf('luuri-tuki', 'K7', key)).toBe(false));
});

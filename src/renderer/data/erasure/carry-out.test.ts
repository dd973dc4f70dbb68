import { IDBFactory } from 'fake-indexeddb';
import 'fake-indexeddb/auto';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TeamDocument } from '@shared/domain/record/documents';
import { eraseDocument } from '@shared/domain/record/erased';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import type { TeamDatabase } from '../database';
import { collectionFor, openTeamDatabase } from '../database';
import { projectColumns } from '../record-families';
import { changeStamp, newStamp, readStamp, writeStamp } from '../store/stamp';
import type { CarryOutParts } from './carry-out';
import { carryOut } from './carry-out';

type IsOver = (key: string, text: string) => boolean;
const TEAM = 'luuri-tuki';
const [CONTACT, CALL, NOTE, TICKET] = ['contact:01A', 'call:01B', 'event:01C', 'ticket:01D'];
const ERASURE = { _id: 'event:01E', data: { records: [CONTACT, CALL, NOTE], tickets: [TICKET] } };
const BACKUP = 'luuri-tuki-2026-11-20.zip';

let database: TeamDatabase;
let items: Storage;
let backups: string[];
let names = 0;
const journal = { rewrite: vi.fn((_isOver: IsOver) => Promise.resolve()), hasTakenOver: true };

beforeEach(async () => {
  vi.stubGlobal('indexedDB', new IDBFactory());
  items = memoryStorage();
  backups = [BACKUP];
  journal.rewrite.mockClear();
  journal.hasTakenOver = true;
  database = await openTeamDatabase(`carry-out-${(names += 1)}`, getRxStorageMemory());
  await writeStamp(TEAM, newStamp(2));
  for (const doc of [docOf(CONTACT, 'contact'), docOf(CALL, 'call'), note]) await put(eraseDocument(doc));
});
afterEach(async () => {
  await database.close();
  vi.unstubAllGlobals();
});

const docOf = (_id: string, type: string): TeamDocument => ({ _id, type, v: 1, name: 'Aino Öystilä' });
const note: TeamDocument = { ...docOf(NOTE, 'event'), kind: 'note', about: TICKET, at: '0m', body: 'Aino' };

async function put(doc: TeamDocument): Promise<void> {
  const row = { id: doc._id, doc, rev: '', dirty: 1 as const, refusal: null, ...projectColumns(doc) };
  await collectionFor(database, doc._id).upsert(row);
}

const keep = (id: string, value: unknown) => database.collections.local.upsert({ id, value });
const kept = async (id: string) => (await database.collections.local.findOne(id).exec())?.value;

function carry(changed: Partial<CarryOutParts> = {}): Promise<string[]> {
  return carryOut([ERASURE], {
    ...{ team: TEAM, database, items, journal, backups: () => Promise.resolve(backups) },
    ...changed,
  });
}

/** As the next start does. */
async function startAgain(): Promise<void> {
  await changeStamp(TEAM, (now) => {
    const { rewrite, ...rest } = now ?? newStamp(2);
    return { ...rest, rewritten: rewrite?.erasures ?? rest.rewritten ?? [], oldBackups: [BACKUP] };
  });
}

describe('carrying out an erasure', () => {
  it('asks for a start that writes anew what held it, and is done only after it and without the old backups', async () => {
    expect(await carry()).toEqual([]);
    const { rewrite } = (await readStamp(TEAM)) ?? {};
    expect(rewrite?.erasures).toEqual([ERASURE._id]);
    const families = rewrite?.databases.map((name) => name.slice(name.lastIndexOf('--') + 2));
    expect(families?.toSorted()).toEqual(['calls', 'customers', 'events', 'local', 'tickets']);
    expect(await carry()).toEqual([]);
    await startAgain();
    expect(await carry()).toEqual([]);
    backups = [];
    journal.hasTakenOver = false;
    expect(await carry()).toEqual([]);
    journal.hasTakenOver = true;
    journal.rewrite.mockClear();
    expect(await carry()).toEqual([ERASURE._id]);
    expect(journal.rewrite).toHaveBeenCalledOnce();
  });

  it('waits until every record of it is overwritten here', async () => {
    await collectionFor(database, CALL).findOne(CALL).remove();
    expect(await carry()).toEqual([]);
    await startAgain();
    backups = [];
    expect(await carry()).toEqual([ERASURE._id]);
    await put({ ...docOf('call:01Z', 'call') });
    const other = { ...ERASURE, data: { records: ['call:01Z'], tickets: [] } };
    expect(
      await carryOut([other], { team: TEAM, database, items, journal, backups: () => Promise.resolve([]) }),
    ).toEqual([]);
  });

  it('waits until the contents of files are erased here', async () => {
    const file: TeamDocument = { ...note, _id: 'event:01F', kind: 'fileAdded' };
    await put(eraseDocument(file));
    const erasure = { _id: ERASURE._id, data: { records: ['event:01F'], tickets: [] } };
    const parts = { team: TEAM, database, items, journal, backups: () => Promise.resolve([]) };
    for (const state of [undefined, 'onServer']) {
      if (state) await keep('file:01F', { state });
      await carryOut([erasure], parts);
      expect(await readStamp(TEAM)).not.toHaveProperty('rewrite');
    }
    await keep('file:01F', { state: 'erased' });
    await carryOut([erasure], parts);
    expect((await readStamp(TEAM))?.rewrite?.erasures).toEqual([ERASURE._id]);
  });

  it('is not done while the journal cannot be written anew', async () => {
    await carry();
    await startAgain();
    backups = [];
    journal.rewrite.mockRejectedValueOnce(new Error('disk'));
    await expect(carry()).rejects.toThrow('disk');
  });

  it('removes drafts, copies and what was set aside of the person, and nothing else', async () => {
    const theirs = {
      [`draft:${CONTACT}/notes`]: 'Aino Öystilä',
      'draft:ticket:new': JSON.stringify({ subject: 'Netti', contactId: CONTACT }),
      [`draft:${TICKET}/subject`]: 'Öystilä: netti poikki',
      'givenUp:2026:0': { id: 'event:01X', doc: { ...note, _id: 'event:01X', about: CALL } },
      [`quarantine:${CALL}`]: { id: CALL, doc: {} },
    };
    const others = {
      [`draft:${TICKET}/reply`]: 'Vastaus',
      'draft:contact:01AB/notes': 'Toinen henkilö',
      'draft:ticket:new2': 'Soita Ainolle',
      'sync:checkpoint': CONTACT,
      'givenUp:2026:1': { id: TICKET, doc: docOf(TICKET, 'ticket') },
    };
    for (const [id, value] of Object.entries({ ...theirs, ...others })) await keep(id, value);
    items.setItem(`luuri.callNotes.${TEAM}.${CALL}`, '{"text":"Aino"}');
    items.setItem('luuri.session', '{"database":"luuri-tuki"}');
    await carry();
    for (const id of Object.keys(theirs)) expect([id, (await kept(id)) || '']).toEqual([id, '']);
    for (const [id, value] of Object.entries(others)) expect(await kept(id)).toEqual(value);
    const [isOver] = journal.rewrite.mock.calls[0] ?? [];
    const drafts = Object.entries({ ...theirs, ...others }).filter(([id]) => id.startsWith('draft:'));
    const over = drafts.filter(([id, text]) => isOver?.(id, String(text))).map(([id]) => id);
    expect(over).toEqual(Object.keys(theirs).filter((id) => id.startsWith('draft:')));
    expect(isOver?.(`luuri.callNotes.${TEAM}.${CALL}`, '{}')).toBe(true);
    expect([items.getItem(`luuri.callNotes.${TEAM}.${CALL}`), items.length]).toEqual([null, 1]);
  });

  it('a draft of the person that comes after the start needs another one', async () => {
    await carry();
    await startAgain();
    backups = [];
    await keep(`draft:${CONTACT}/notes`, 'Aino Öystilä');
    expect(await carry()).toEqual([]);
    expect((await readStamp(TEAM))?.rewrite?.erasures).toEqual([ERASURE._id]);
    expect(await carry()).toEqual([]);
    await startAgain();
    expect(await carry()).toEqual([ERASURE._id]);
  });
});

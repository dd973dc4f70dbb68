import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { journalOn, memoryDisk } from '@shared/journal/testing';
import type { LocalCollection, LocalRow } from './database';
import { createDrafts } from './drafts';

/** A collection whose disk can be full. */
function fakeLocal() {
  const rows = new Map<string, LocalRow>();
  const disk = { full: false };
  const local = {
    bulkUpsert(batch: LocalRow[]) {
      if (disk.full) return Promise.reject(new Error('disk full'));
      for (const row of batch) rows.set(row.id, row);
      return Promise.resolve({ success: [], error: [] });
    },
    findOne: (id: string) => ({ exec: () => Promise.resolve(rows.get(id) ?? null) }),
  } as unknown as Pick<LocalCollection, 'bulkUpsert' | 'findOne'>;
  return { local, rows, disk };
}

describe('drafts on a disk that refuses', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('are still there to read, and are written once the disk takes them', async () => {
    const { local, rows, disk } = fakeLocal();
    const drafts = createDrafts(local, null);
    disk.full = true;
    drafts.write('ticket:1/note', 'Soitti');
    await expect(drafts.flush()).rejects.toThrow('disk full');
    expect(await drafts.read('ticket:1/note')).toBe('Soitti');
    disk.full = false;
    await vi.runOnlyPendingTimersAsync();
    expect(rows.get('draft:ticket:1/note')?.value).toBe('Soitti');
  });

  it('do not hold up what is typed afterwards', async () => {
    const { local, rows, disk } = fakeLocal();
    const drafts = createDrafts(local, null);
    disk.full = true;
    drafts.write('a', 'first');
    await expect(drafts.flush()).rejects.toThrow('disk full');
    disk.full = false;
    drafts.write('a', 'first and more');
    drafts.write('b', 'second');
    await drafts.flush();
    expect([...rows.values()].map(({ value }) => value)).toEqual(['first and more', 'second']);
  });
});

describe('drafts with a journal', () => {
  it('say when they were typed, not when the database took them', async () => {
    const { local, rows } = fakeLocal();
    const { bulkUpsert } = local;
    let time = 5;
    const drafts = createDrafts(local, null, () => time);
    local.bulkUpsert = (batch) => {
      time = 9;
      drafts.write('a', 'Soitti');
      return bulkUpsert(batch);
    };
    drafts.write('a', 'Soit');
    await drafts.flush();
    expect(rows.get('draft:a')).toMatchObject({ value: 'Soit', at: 5 });
    expect(await drafts.read('a')).toBe('Soitti');
  });

  it('are in it although the database cannot store them', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const { local, disk } = fakeLocal();
    const journalled = memoryDisk();
    const drafts = createDrafts(local, journalOn(journalled.disk));
    disk.full = true;
    drafts.write('ticket:1/note', 'Soitti');
    await expect(drafts.flush()).rejects.toThrow('disk full');
    expect(journalled.lines()[0]?.entries).toMatchObject([{ key: 'draft:ticket:1/note', text: 'Soitti' }]);
    vi.restoreAllMocks();
  });
});

describe('a draft that has become a record', () => {
  it('is forgotten', async () => {
    const drafts = createDrafts(fakeLocal().local, null);
    drafts.write('a', 'typed');
    expect(drafts.settle('a', 'typed')).toBe('');
    expect(await drafts.read('a')).toBe('');
  });

  it('keeps what was typed while it was being saved', async () => {
    const { local, rows } = fakeLocal();
    const drafts = createDrafts(local, null);
    drafts.write('a', 'typed');
    await drafts.flush();
    drafts.write('a', 'typed and more');
    expect(drafts.settle('a', 'typed')).toBe('typed and more');
    expect(drafts.settle('a', 'typed', (text) => text.slice('typed'.length))).toBe(' and more');
    await drafts.flush();
    expect(rows.get('draft:a')?.value).toBe(' and more');
  });

  it('is forgotten too when it was typed before the restart', async () => {
    const { local, rows } = fakeLocal();
    rows.set('draft:a', { id: 'draft:a', value: 'kept' });
    const drafts = createDrafts(local, null);
    expect(drafts.settle('a', 'kept')).toBe('');
    await drafts.flush();
    expect(await drafts.read('a')).toBe('');
  });
});

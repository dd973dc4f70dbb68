import { describe, expect, it } from 'vitest';
import type { Decide, ReplicaRecord } from '@shared/couchdb-sync/types';
import type { TeamDocument } from '@shared/domain/record/documents';
import { changeHeader } from '@shared/domain/record/write';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { planImport, readSources } from '@shared/import/plan-import';
import { writeImport } from './import-writer';

const text = [
  'Otsikko;Tila;Asiakas;Luotu',
  ...Array.from({ length: 450 }, (_, n) => `T${n};Uusi;Oy;1.2.2026`),
];
const { documents } = planImport(
  readSources([{ name: 'a.csv', bytes: new TextEncoder().encode(text.join('\n')) }]),
  { timeZone: 'Europe/Helsinki', today: '2026-11-21T00:00:00.000Z' },
);
const lead = { name: 'liisa', roles: ['luuri-tuki', 'luuri-tuki:lead'] };

function memoryStore() {
  const rows = new Map<string, ReplicaRecord>();
  return {
    rows,
    update(ids: readonly string[], decide: Decide) {
      for (const id of ids) {
        // Asked twice, as a store does when another write came between.
        decide(rows.get(id) ?? null, id);
        const record = decide(rows.get(id) ?? null, id);
        if (record) rows.set(id, record);
      }
      return Promise.resolve();
    },
  };
}

function parts(store: ReturnType<typeof memoryStore>, user = lead) {
  const pauses: number[] = [];
  const progress: number[] = [];
  return {
    pauses,
    progress,
    store,
    user,
    isStopped: () => false,
    onProgress: (done: number) => progress.push(done),
    pause: () => Promise.resolve(void pauses.push(1)),
  };
}

describe('import into the local database', () => {
  it('writes unsent records in the lead’s name, a batch at a time', async () => {
    const store = memoryStore();
    const control = parts(store);
    const counts = await writeImport(documents, control);
    expect(counts).toEqual({ new: documents.length, changed: 0, unchanged: 0, refused: [], left: 0 });
    expect([...store.rows.values()].every(({ dirty, rev }) => dirty === 1 && rev === '')).toBe(true);
    const ticket = [...store.rows.values()].find(({ doc }) => doc.type === 'ticket');
    expect(ticket?.doc).toMatchObject({ importedBy: 'liisa', createdBy: 'import-generic' });
    expect(control.pauses.length).toBe(Math.ceil(documents.length / 200));
    expect(control.progress.at(-1)).toBe(documents.length);
  });

  it('changes nothing when it is run again, and keeps what people changed', async () => {
    const store = memoryStore();
    await writeImport(documents, parts(store));
    const row = [...store.rows.values()].find(({ doc }) => doc.type === 'ticket') as ReplicaRecord;
    const { header } = changeHeader(row.doc as Ticket, { subject: 'Edited' }, '0mwqzzzzz-000-K7ab12');
    store.rows.set(row.id, { ...row, doc: header, rev: '2-x', dirty: 0 });
    const counts = await writeImport(documents, parts(store));
    expect(counts).toMatchObject({ new: 0, changed: 0, unchanged: documents.length });
    expect(store.rows.get(row.id)).toMatchObject({ dirty: 0, rev: '2-x', doc: { subject: 'Edited' } });
  });

  it('stops between batches and goes on when it is run again', async () => {
    const store = memoryStore();
    let batches = 0;
    const stopping = { ...parts(store), isStopped: () => (batches += 1) > 2 };
    const first = await writeImport(documents, stopping);
    expect(first.new).toBe(400);
    expect(first.left).toBe(documents.length - 400);
    const second = await writeImport(documents, parts(store));
    expect(second).toMatchObject({ unchanged: 400, new: documents.length - 400, left: 0 });
  });

  it('keeps the server’s revision when the source has something newer', async () => {
    const store = memoryStore();
    await writeImport(documents, parts(store));
    const row = [...store.rows.values()].find(({ doc }) => doc.type === 'ticket') as ReplicaRecord;
    store.rows.set(row.id, { ...row, rev: '1-a', dirty: 0 });
    const newer: TeamDocument = {
      ...row.doc,
      status: 'closed',
      stamps: { ...(row.doc['stamps'] as object), status: '0mwqzzzzz-000-import' },
    };
    expect(await writeImport([newer], parts(store))).toMatchObject({ changed: 1 });
    expect(store.rows.get(row.id)).toMatchObject({ rev: '1-a', dirty: 1, doc: { status: 'closed' } });
  });

  it('writes nothing that the server would refuse', async () => {
    const store = memoryStore();
    const agent = { name: 'aino', roles: ['luuri-tuki', 'luuri-tuki:agent'] };
    const counts = await writeImport(documents, parts(store, agent));
    expect(counts.refused.length).toBe(documents.length);
    expect(store.rows.size).toBe(0);
  });
});

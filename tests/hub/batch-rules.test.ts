import { describe, expect, it } from 'vitest';
import { customer, DB, LEAD, member, setUp, testHub } from './support';
import type { Client } from './support';

const CUSTOMER = `${DB}/customer:a`;

async function replicateDeletion(person: Client, ids: string[], start: number, before: unknown[] = []) {
  const tombstone = {
    _id: 'customer:a',
    _deleted: true,
    _rev: `${start}-${ids[0]}`,
    _revisions: { start, ids },
  };
  const { json } = await person('POST', `${DB}/_bulk_docs`, {
    new_edits: false,
    docs: [...before, tombstone],
  });
  return json.map(({ error }: { error: string }) => error);
}

describe('deletions that come as replicated revisions', () => {
  it('are refused when they follow what people see, and taken when they close a conflict', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    const { rev } = (await lead('PUT', CUSTOMER, customer('a', LEAD.user))).json;
    const [, first] = rev.split('-');
    for (const person of [agent, lead]) {
      expect(await replicateDeletion(person, ['gone', first], 2)).toEqual(['forbidden']);
      expect(await replicateDeletion(person, ['gone', 'between', first], 3)).toEqual(['forbidden']);
    }
    expect((await agent('GET', CUSTOMER)).json._rev).toBe(rev);

    const branch = (id: string, name: string) => ({
      ...customer('a', LEAD.user, { name }),
      _revisions: { start: 2, ids: [id, first] },
      _rev: `2-${id}`,
    });
    await agent('POST', `${DB}/_bulk_docs`, {
      new_edits: false,
      docs: [branch('bbb', 'b'), branch('aaa', 'a')],
    });
    expect((await agent('GET', `${CUSTOMER}?conflicts=true`)).json).toMatchObject({
      _rev: '2-bbb',
      _conflicts: ['2-aaa'],
    });
    expect(await replicateDeletion(agent, ['gone', 'aaa', first], 3)).toEqual([]);
    expect((await agent('GET', `${CUSTOMER}?conflicts=true`)).json).not.toHaveProperty('_conflicts');
    expect((await agent('GET', CUSTOMER)).json.name).toBe('b');
  });

  it('are refused when they follow another revision of the same batch', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', CUSTOMER, customer('a', LEAD.user))).json;
    const edit = {
      ...customer('a', LEAD.user, { name: 'muutos' }),
      _rev: '2-edit',
      _revisions: { start: 2, ids: ['edit', rev.split('-')[1]] },
    };
    expect(await replicateDeletion(lead, ['gone', 'edit'], 3, [edit])).toEqual(['forbidden']);
    expect((await lead('GET', CUSTOMER)).json.name).toBe('muutos');
  });
});

describe('files', () => {
  it('do not count as part of the document, however they come', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const bytes = Buffer.alloc(1_500_000, 7);
    const { rev } = (await lead('PUT', CUSTOMER, customer('a', LEAD.user))).json;
    const type = { 'content-type': 'application/pdf' };
    expect((await lead('PUT', `${CUSTOMER}/a.pdf?rev=${rev}`, bytes, type)).status).toBe(201);
    const inline = { content_type: 'application/pdf', data: bytes.toString('base64') };
    const doc = { ...customer('b', LEAD.user), _attachments: { 'b.pdf': inline } };
    expect((await lead('PUT', `${DB}/customer:b`, doc)).status).toBe(201);
    expect((await lead('GET', `${DB}/customer:b`)).json._attachments['b.pdf'].length).toBe(bytes.length);
    const large = await lead(
      'PUT',
      `${DB}/customer:c`,
      customer('c', LEAD.user, { name: 'x'.repeat(1_100_000) }),
    );
    expect([large.status, large.json.error]).toEqual([403, 'forbidden']);
  });

  it('come along where CouchDB’s replicator reads a document with its files', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const inline = { content_type: 'text/plain', data: Buffer.from('Hei!').toString('base64') };
    const doc = { ...customer('a', LEAD.user), _attachments: { 'a.txt': inline } };
    const { rev } = (await lead('PUT', CUSTOMER, doc)).json;
    const query = new URLSearchParams({ open_revs: JSON.stringify([rev]), revs: 'true', latest: 'true' });
    const accept = { accept: 'multipart/mixed' };
    const { text } = await lead('GET', `${CUSTOMER}?${query}`, undefined, accept);
    const json = JSON.parse(text.split('\r\n').find((line) => line.startsWith('{')) ?? '');
    expect(json._attachments['a.txt']).toMatchObject(inline);
    expect(json._attachments['a.txt']).not.toHaveProperty('stub');
  });
});

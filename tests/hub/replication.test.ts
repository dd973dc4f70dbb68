import { join } from 'node:path';
import http from 'pouchdb-adapter-http';
import PouchDB from 'pouchdb-core';
import replication from 'pouchdb-replication';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Hub } from '@hub/hub';
import { openPouch } from '@hub/store/pouch';
import { customer, DB, event, LEAD, operator, setUp, temporaryFolder, testHub } from './support';

type Doc = Record<string, unknown>;

/** What these tests use of a PouchDB. */
interface TestPouch {
  bulkDocs(docs: Doc[]): Promise<unknown>;
  put(doc: Doc): Promise<unknown>;
  get(id: string, options?: Doc): Promise<Doc>;
  allDocs(): Promise<{ rows: { id: string; value: { rev: string } }[] }>;
  info(): Promise<{ db_name: string }>;
  getAttachment(id: string, name: string): Promise<Buffer>;
}

interface Outcome {
  docs_read: number;
  docs_written: number;
  doc_write_failures: number;
}

interface Replication extends Promise<Outcome> {
  on(event: 'change', listener: (change: { docs: Doc[] }) => void): void;
  on(event: 'complete', listener: () => void): void;
  cancel(): void;
}

const Pouch = PouchDB.plugin(http).plugin(replication) as unknown as {
  new (name: string, options: Doc): TestPouch;
  sync(a: TestPouch, b: TestPouch, options?: Doc): Promise<{ push: Outcome; pull: Outcome }>;
  replicate(source: TestPouch, target: TestPouch, options?: Doc): Replication;
};

async function localDatabase(): Promise<TestPouch> {
  const folder = await temporaryFolder();
  const pouch = await openPouch(join(folder, 'local'));
  onTestFinished(() => pouch.close());
  return pouch as unknown as TestPouch;
}

function remote(hub: Hub, database = DB): TestPouch {
  const auth = { username: LEAD.user, password: LEAD.password };
  return new Pouch(hub.url + database, { adapter: 'http', auth, skip_setup: true });
}

describe('replication with PouchDB over HTTP', () => {
  it('brings everything both ways, revisions included', async () => {
    const hub = await testHub();
    await setUp(hub);
    const local = await localDatabase();
    const docs = Array.from({ length: 250 }, (_, index) => event(`local-${index}`, LEAD.user));
    await local.bulkDocs(docs);
    const result = await Pouch.sync(local, remote(hub), { batch_size: 100 });
    expect(result.push.docs_written).toBe(250);
    expect(result.push.doc_write_failures).toBe(0);
    const there = await remote(hub).allDocs();
    const here = await local.allDocs();
    const revs = (rows: { id: string; value: { rev: string } }[]) =>
      rows.map((row) => [row.id, row.value.rev]);
    expect(revs(there.rows)).toEqual(revs(here.rows));
    const again = await Pouch.sync(local, remote(hub));
    expect([again.push.docs_read, again.pull.docs_read]).toEqual([0, 0]);
  });

  it('keeps both sides of a conflict and agrees on the winner', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    await lead('PUT', `${DB}/customer:a`, customer('a', LEAD.user));
    const local = await localDatabase();
    await Pouch.replicate(remote(hub), local);
    const doc = await local.get('customer:a');
    await local.put({ ...doc, name: 'here' });
    await lead('PUT', `${DB}/customer:a`, { ...doc, name: 'there' });
    await Pouch.sync(local, remote(hub));
    const here = await local.get('customer:a', { conflicts: true });
    const there = (await lead('GET', `${DB}/customer:a?conflicts=true`)).json;
    expect(there).toEqual(here);
    expect(there._conflicts).toHaveLength(1);
    const loser = await lead('GET', `${DB}/customer:a?rev=${there._conflicts[0]}`);
    expect([there.name, loser.json.name].sort()).toEqual(['here', 'there']);
  });

  it('carries attachments both ways, byte by byte', async () => {
    const hub = await testHub();
    await setUp(hub);
    const bytes = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 7) % 256));
    const local = await localDatabase();
    const file = { content_type: 'application/pdf', data: bytes };
    await local.put({ ...customer('a', LEAD.user), _attachments: { 'lasku ä.pdf': file } });
    const pushed = await Pouch.replicate(local, remote(hub));
    expect(pushed.doc_write_failures).toBe(0);
    const other = await localDatabase();
    await Pouch.replicate(remote(hub), other);
    const back = await other.getAttachment('customer:a', 'lasku ä.pdf');
    expect(back.equals(bytes)).toBe(true);
    const inFiles = remote(hub, `${DB}-files`);
    await expect(inFiles.info()).resolves.toMatchObject({ db_name: 'luuri-testi-files' });
  });

  it('follows live, and takes deletions by an administrator along', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/customer:a`, customer('a', LEAD.user))).json;
    const local = await localDatabase();
    const live = Pouch.replicate(remote(hub), local, { live: true, heartbeat: 200 });
    const sawDeletion = new Promise<void>((resolve) => {
      live.on('change', ({ docs }) => {
        if (docs.some((doc) => doc['_deleted'] === true)) resolve();
      });
    });
    await operator(hub)('DELETE', `${DB}/customer:a?rev=${rev}`);
    await sawDeletion;
    const ended = new Promise<void>((resolve) => live.on('complete', resolve));
    live.cancel();
    await ended;
    await expect(local.get('customer:a')).rejects.toMatchObject({ status: 404 });
  });

  it('takes a document with its files as multipart/related, as CouchDB sends it', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const doc = {
      ...customer('m', LEAD.user),
      _revisions: { start: 1, ids: ['abc'] },
      _attachments: { 'a.txt': { follows: true, content_type: 'text/plain', length: 4, revpos: 1 } },
    };
    const body = [
      '--sep',
      'content-type: application/json',
      '',
      JSON.stringify(doc),
      '--sep',
      'Content-Disposition: attachment; filename="a.txt"',
      'Content-Type: text/plain',
      'Content-Length: 4',
      '',
      'Hei!',
      '--sep--',
    ].join('\r\n');
    const type = { 'content-type': 'multipart/related; boundary="sep"' };
    const put = await lead('PUT', `${DB}/customer:m?new_edits=false`, body, type);
    expect(put.status).toBe(201);
    expect((await lead('GET', `${DB}/customer:m`)).json._rev).toBe('1-abc');
    expect((await lead('GET', `${DB}/customer:m/a.txt`)).text).toBe('Hei!');
    const cut = await lead('PUT', `${DB}/customer:n`, body.slice(0, -20), type);
    expect(cut.status).toBe(400);
  });
});

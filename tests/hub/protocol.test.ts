import { describe, expect, it } from 'vitest';
import { client, customer, DB, event, member, operator, setUp, testHub } from './support';

describe('server and database', () => {
  it('welcomes, is up, gives uuids, and lists databases to its operator only', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    expect((await lead('GET', '/db/')).json).toMatchObject({ couchdb: 'Welcome' });
    expect((await lead('GET', '/db/_up')).json).toEqual({ status: 'ok' });
    expect((await lead('GET', '/db/_uuids?count=3')).json.uuids).toHaveLength(3);
    expect((await lead('GET', '/db/_all_dbs')).status).toBe(403);
    expect((await operator(hub)('GET', '/db/_all_dbs')).json).toEqual(['luuri-testi', 'luuri-testi-files']);
  });

  it('refuses a new database to members and lives on', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    expect((await lead('PUT', '/db/newdb')).status).toBe(403);
    expect((await client(hub)('PUT', '/db/newdb')).status).toBe(401);
    const admin = operator(hub);
    expect((await admin('PUT', '/db/newdb')).status).toBe(201);
    expect((await admin('PUT', '/db/newdb')).json.error).toBe('file_exists');
    expect((await admin('PUT', '/db/..%2fevil')).json.error).toBe('illegal_database_name');
    expect((await admin('GET', '/db/_all_dbs')).json).toContain('newdb');
    expect((await lead('GET', '/db/newdb')).status).toBe(403);
  });

  it('keeps a database to its members', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    expect((await client(hub)('GET', DB)).status).toBe(401);
    expect((await lead('GET', DB)).json).toMatchObject({ db_name: 'luuri-testi', instance_start_time: '0' });
    expect((await lead('GET', '/db/luuri-other')).status).toBe(404);
    expect((await lead('GET', `${DB}/_security`)).json.members.roles).toEqual(['luuri-testi']);
    expect((await lead('PUT', `${DB}/_security`, {})).status).toBe(403);
  });

  it('answers what would run code with 501 or 404, and malformed requests with 400', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    expect((await lead('GET', `${DB}/_design/x/_view/y`)).status).toBe(501);
    expect((await lead('POST', `${DB}/_find`, { selector: {} })).status).toBe(501);
    expect((await lead('GET', `${DB}/_changes?filter=app/important`)).status).toBe(404);
    expect((await lead('POST', `${DB}/_bulk_docs`, '{"docs":[')).status).toBe(400);
    expect((await lead('POST', `${DB}/_bulk_docs`, { docs: 1 })).status).toBe(400);
    expect((await lead('POST', `${DB}/_bulk_docs`, '{"docs":[{"_id":"a","__proto__":{}}]}')).status).toBe(
      400,
    );
    expect((await lead('GET', `${DB}/_all_docs?limit=many`)).status).toBe(400);
    const form = await lead('POST', '/db/_session', 'name=a&password=b', { 'content-type': 'text/plain' });
    expect(form.status).toBe(400);
  });

  it('refuses design documents to members and stores them for its operator without running them', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const design = { _id: '_design/x', validate_doc_update: 'function () { throw {forbidden: "never"}; }' };
    expect((await lead('PUT', `${DB}/_design/x`, design)).status).toBe(403);
    expect((await operator(hub)('PUT', `${DB}/_design/x`, design)).status).toBe(201);
    expect((await lead('PUT', `${DB}/event:1`, event('1', 'liisa'))).status).toBe(201);
  });
});

describe('documents', () => {
  it('writes, reads, refuses a stale write and gives an ETag', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const path = `${DB}/customer:a`;
    const first = await lead('PUT', path, customer('a', 'liisa'));
    expect(first.status).toBe(201);
    expect((await lead('PUT', path, customer('a', 'liisa'))).json).toEqual({
      error: 'conflict',
      reason: 'Document update conflict.',
    });
    const changed = customer('a', 'liisa', { _rev: first.json.rev, name: 'Uusi nimi' });
    const second = await lead('PUT', path, changed);
    expect(second.json.rev).toMatch(/^2-/);
    const read = await lead('GET', path);
    expect(read.json.name).toBe('Uusi nimi');
    expect(read.headers.get('etag')).toBe(`"${second.json.rev}"`);
    const again = await lead('GET', path, undefined, { 'if-none-match': `"${second.json.rev}"` });
    expect(again.status).toBe(304);
    expect((await lead('GET', `${path}?rev=${first.json.rev}`)).json.name).toBe('Rakennus Öy');
    expect((await lead('GET', `${path}?revs=true`)).json._revisions.ids).toHaveLength(2);
    expect((await lead('GET', `${DB}/customer:none`)).json).toEqual({
      error: 'not_found',
      reason: 'missing',
    });
  });

  it('forbids deleting to members, allows it to the operator', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/customer:a`, customer('a', 'liisa'))).json;
    const refused = await lead('DELETE', `${DB}/customer:a?rev=${rev}`);
    expect(refused.status).toBe(403);
    expect(refused.json.reason).toMatch(/archived/);
    expect((await operator(hub)('DELETE', `${DB}/customer:a?rev=${rev}`)).status).toBe(200);
    expect((await lead('GET', `${DB}/customer:a`)).json.reason).toBe('deleted');
  });

  it('lets a member close a losing conflict leaf, and nothing else, with a tombstone', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const docs = ['a', 'b'].map((letter) => ({
      ...customer('x', 'liisa', { name: letter }),
      _rev: `1-${letter.repeat(32)}`,
    }));
    await operator(hub)('POST', `${DB}/_bulk_docs`, { docs, new_edits: false });
    const read = await lead('GET', `${DB}/customer:x?conflicts=true`);
    const [loser] = read.json._conflicts as string[];
    const viewer = await member(hub, lead, 'vieno', 'viewer');
    expect((await viewer('DELETE', `${DB}/customer:x?rev=${loser}`)).status).toBe(403);
    expect((await lead('DELETE', `${DB}/customer:x?rev=${read.json._rev}`)).status).toBe(403);
    expect((await lead('DELETE', `${DB}/customer:x?rev=${loser}`)).status).toBe(200);
    expect((await lead('GET', `${DB}/customer:x?conflicts=true`)).json._conflicts).toBeUndefined();
  });

  it('reads open revisions as JSON and, for the CouchDB replicator, as multipart', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/customer:a`, customer('a', 'liisa'))).json;
    const query = `open_revs=${encodeURIComponent(JSON.stringify([rev, '9-nope']))}&revs=true`;
    const asJson = await lead('GET', `${DB}/customer:a?${query}`);
    // The protocol leaves their order open.
    expect(asJson.json).toHaveLength(2);
    expect(asJson.json).toContainEqual({ ok: expect.objectContaining({ _id: 'customer:a' }) });
    expect(asJson.json).toContainEqual({ missing: '9-nope' });
    const parts = await lead('GET', `${DB}/customer:a?${query}`, undefined, { accept: 'multipart/mixed' });
    expect(parts.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/);
    expect(parts.text).toContain('application/json; error="true"\r\n\r\n{"missing":"9-nope"}');
  });
});

describe('bulk', () => {
  it('judges every row by itself and answers in order', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const agent = await member(hub, lead, 'matti');
    const setting = (await agent('GET', `${DB}/team:info`)).json;
    const docs = [
      event('1', 'matti'),
      event('2', 'liisa'),
      { ...setting, name: 'x' },
      { _id: '_nope' },
      'text',
      { _id: 'x:1', _rev: 'bad' },
      { ...setting, _rev: '1-0', name: 'y' },
      event('3', 'matti'),
      { _id: 'team:epoch', type: 'team', v: 1, epoch: 'mine' },
    ];
    const { status, json } = await agent('POST', `${DB}/_bulk_docs`, { docs });
    expect(status).toBe(201);
    expect(json.map((row: { ok?: true; error?: string }) => row.ok ?? row.error)).toEqual([
      true,
      'forbidden',
      'forbidden',
      'illegal_docid',
      'bad_request',
      'bad_request',
      'forbidden',
      true,
      'forbidden',
    ]);
    expect(json[1]).toEqual({ id: 'event:2', error: 'forbidden', reason: expect.stringMatching(/own name/) });
    const conflict = await lead('POST', `${DB}/_bulk_docs`, { docs: [{ ...setting, _rev: '1-0' }] });
    expect(conflict.json).toEqual([
      { id: 'team:info', error: 'conflict', reason: 'Document update conflict.' },
    ]);
  });

  it('stores given revisions with new_edits false and tells only refused rows', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const docs = [
      { ...event('1', 'liisa'), _rev: '1-abc' },
      { ...event('2', 'other'), _rev: '1-abc' },
      { ...event('3', 'liisa'), _rev: '1-abc', _attachments: { f: { stub: true, digest: 'md5-nope' } } },
      event('4', 'liisa'),
    ];
    const answer = await lead('POST', `${DB}/_bulk_docs`, { docs, new_edits: false });
    expect(answer.json.map((row: { id: string; error: string }) => [row.id, row.error])).toEqual([
      ['event:2', 'forbidden'],
      ['event:3', 'precondition_failed'],
      ['event:4', 'bad_request'],
    ]);
    expect((await lead('GET', `${DB}/event:1`)).json._rev).toBe('1-abc');
  });

  it('answers 413 for a too large document and survives a deeply nested one', async () => {
    const hub = await testHub({ limits: { document: 10_000, body: 200_000 } });
    const lead = await setUp(hub);
    const large = await lead('POST', `${DB}/_bulk_docs`, {
      docs: [event('1', 'liisa', { body: 'x'.repeat(20_000) })],
    });
    expect([large.status, large.json.error, large.json.reason]).toEqual([
      413,
      'document_too_large',
      'event:1',
    ]);
    const huge = await lead('POST', `${DB}/_bulk_docs`, { docs: ['x'.repeat(300_000)] });
    expect(huge.status).toBe(413);
    const deep = `{"docs":[{"_id":"event:deep","a":${'['.repeat(45_000)}${']'.repeat(45_000)}}]}`;
    expect((await operator(hub)('POST', `${DB}/_bulk_docs`, deep)).status).toBeLessThan(500);
    expect((await lead('PUT', `${DB}/event:after`, event('after', 'liisa'))).status).toBe(201);
  });

  it('gets documents in bulk, missing ones by name', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/event:1`, event('1', 'liisa'))).json;
    const { json } = await lead('POST', `${DB}/_bulk_get?revs=true`, {
      docs: [{ id: 'event:1', rev }, { id: 'event:none' }, { id: 'event:1', rev: '5-x' }],
    });
    expect(json.results[0].docs[0].ok).toMatchObject({ _id: 'event:1', _revisions: { start: 1 } });
    expect(json.results[1].docs[0].error).toMatchObject({ error: 'not_found' });
    expect(json.results[2].docs[0].error).toMatchObject({ rev: '5-x', error: 'not_found' });
    const diff = await lead('POST', `${DB}/_revs_diff`, { 'event:1': [rev, '2-x'], 'event:9': ['1-y'] });
    expect(diff.json).toMatchObject({ 'event:1': { missing: ['2-x'] }, 'event:9': { missing: ['1-y'] } });
  });
});

describe('_all_docs', () => {
  it('pages by ranges both ways, by keys, and tells the update sequence', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const docs = Array.from({ length: 9 }, (_, index) => event(String(index), 'liisa'));
    await lead('POST', `${DB}/_bulk_docs`, { docs });
    const ids = async (query: string, body?: unknown) => {
      const answer = await lead(body ? 'POST' : 'GET', `${DB}/_all_docs?${query}`, body);
      return answer.json.rows.map((row: { id?: string; error?: string }) => row.id ?? row.error);
    };
    const range = 'startkey="event:"&endkey="event:\ufff0"';
    expect(await ids(range)).toHaveLength(9);
    expect(await ids(`${range}&limit=2&skip=1`)).toEqual(['event:1', 'event:2']);
    expect(await ids('startkey="event:3"&endkey="event:1"&descending=true&inclusive_end=false')).toEqual([
      'event:3',
      'event:2',
    ]);
    expect(await ids('', { keys: ['event:4', 'nope', 'event:2'] })).toEqual([
      'event:4',
      'not_found',
      'event:2',
    ]);
    expect(await ids('keys=["event:4"]')).toEqual(['event:4']);
    const page = await lead('GET', `${DB}/_all_docs?limit=1&include_docs=true&update_seq=true&key="event:5"`);
    expect(page.json.rows[0].doc).toMatchObject({ _id: 'event:5', author: 'liisa' });
    expect(page.json.update_seq).toBe((await lead('GET', DB)).json.update_seq);
  });
});

describe('_local', () => {
  it('keeps local documents out of the feeds', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const before = (await lead('GET', DB)).json.update_seq;
    const put = await lead('PUT', `${DB}/_local/check`, { last: 5 });
    expect(put.json).toMatchObject({ ok: true, rev: '0-1' });
    expect((await lead('GET', `${DB}/_local/check`)).json).toMatchObject({ last: 5, _rev: '0-1' });
    expect((await lead('PUT', `${DB}/_local/check`, { last: 6 })).status).toBe(409);
    expect((await lead('PUT', `${DB}/_local/check`, { last: 6, _rev: '0-1' })).json.rev).toBe('0-2');
    expect((await lead('DELETE', `${DB}/_local/check?rev=0-2`)).status).toBe(200);
    expect((await lead('GET', `${DB}/_local/check`)).status).toBe(404);
    expect((await lead('GET', DB)).json.update_seq).toBe(before);
  });
});

describe('attachments', () => {
  it('stores bytes, JSON among them, and gives them back whole, in ranges and harmless', async () => {
    const hub = await testHub({ limits: { attachment: 1_000 } });
    const lead = await setUp(hub);
    const { rev } = (await lead('PUT', `${DB}/customer:a`, customer('a', 'liisa'))).json;
    const path = `${DB}/customer:a/kuva%20ä.json`;
    const text = '{ "a" :1 }';
    const put = await lead('PUT', `${path}?rev=${rev}`, text, { 'content-type': 'application/json' });
    expect(put.status).toBe(201);
    expect((await lead('PUT', path, text)).status).toBe(409);
    const got = await lead('GET', path);
    expect(got.text).toBe(text);
    expect(got.headers.get('content-security-policy')).toMatch(/^sandbox/);
    const part = await lead('GET', path, undefined, { range: 'bytes=2-4' });
    expect([part.status, part.text, part.headers.get('content-range')]).toEqual([206, '"a"', 'bytes 2-4/10']);
    expect((await lead('GET', path, undefined, { range: 'bytes=20-' })).status).toBe(416);
    const script = `${DB}/customer:a/x.js`;
    const type = { 'content-type': 'text/javascript' };
    const added = await lead('PUT', `${script}?rev=${put.json.rev}`, 'alert(1)', type);
    expect((await lead('GET', script)).headers.get('content-type')).toBe('application/octet-stream');
    const large = await lead('PUT', `${script}?rev=${added.json.rev}`, 'x'.repeat(2_000), type);
    expect(large.status).toBe(413);
    expect((await lead('DELETE', `${script}?rev=${added.json.rev}`)).status).toBe(200);
    expect((await lead('GET', script)).status).toBe(404);
    expect(
      (await lead('GET', `${DB}/customer:a?attachments=true`)).json._attachments['kuva ä.json'].data,
    ).toBe(Buffer.from(text).toString('base64'));
  });
});

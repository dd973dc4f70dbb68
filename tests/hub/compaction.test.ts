import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { compact } from '@hub/cli/compact';
import { readOptions } from '@hub/cli/options';
import type { TeamDocument } from '@shared/domain/record/documents';
import { eraseDocument } from '@shared/domain/record/erased';
import { erasedContent } from '@shared/domain/files/erased-content';
import type { Client } from './support';
import { CHEAP, DB, event, LEAD, operator, setUp, temporaryFolder, testHub } from './support';
import { filesWith } from './level-bytes';

const NAME = 'Aino Öystilä-Ketonen';
const MAIL = 'aino.oystila@esimerkki.fi';
const NUMBER = '+358407654321';
const PERSON = [NAME, MAIL, NUMBER, 'Öystilä'];
const NEVER = 3_600_000;
const FILE_ID = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ADDED = '2026-11-20T08:00:00.000Z';

const silent = () => vi.spyOn(process.stderr, 'write').mockImplementation(() => true);

const contact = (more: Record<string, unknown> = {}) => ({
  ...{ _id: 'contact:1', type: 'contact', v: 1, stamps: {}, createdAt: ADDED, createdBy: LEAD.user },
  ...{ archived: false, name: NAME, phones: [NUMBER], emails: [MAIL], customerIds: [], ...more },
});

async function put(person: Client, db: string, doc: Record<string, unknown>): Promise<string> {
  const { json, status, text } = await person('PUT', `${db}/${String(doc['_id'])}`, doc);
  if (status !== 201) throw new Error(text);
  return json.rev as string;
}

/** A person in every place of the server: several versions, another leaf, an event, a ticket, a file, among much else. */
async function writePerson(hub: Hub, lead: Client): Promise<void> {
  const rest = Array.from({ length: 300 }, (_, index) =>
    event(`muu-${index}`, LEAD.user, { body: `Tulostin ${index} ei tulosta. `.repeat(20) }),
  );
  await lead('POST', `${DB}/_bulk_docs`, { docs: rest });
  const first = await put(lead, DB, contact());
  await put(lead, DB, { ...contact({ notes: `${NAME} muutti` }), _rev: first });
  const leaf = { ...contact({ notes: `${NAME} toisaalla` }), _rev: '1-aa' };
  await operator(hub)('POST', `${DB}/_bulk_docs`, { docs: [leaf], new_edits: false });
  await put(lead, DB, event('1', LEAD.user, { body: `${NAME} soitti numerosta ${NUMBER}` }));
  const bytes = Buffer.concat([
    Buffer.from(`${NAME} ${MAIL}`),
    Buffer.from(NAME, 'utf16le'),
    Buffer.alloc(99),
  ]);
  const data = bytes.toString('base64');
  await put(lead, `${DB}-files`, {
    ...{ _id: `file:${FILE_ID}:${LEAD.user}`, type: 'file', v: 1, createdAt: ADDED, createdBy: LEAD.user },
    ...{ size: bytes.length, _attachments: { content: { content_type: 'application/octet-stream', data } } },
  });
  // Into LevelDB's tables; what follows is in its log.
  await operator(hub)('POST', `${DB}/_compact`, {});
  const { json } = await lead('GET', `${DB}/contact:1`);
  await put(lead, DB, { ...json, title: `tytär: ${NAME}` });
}

/** As a lead's machine does it. */
async function erasePerson(lead: Client): Promise<void> {
  for (const id of ['contact:1', 'event:1']) {
    const { json } = await lead('GET', `${DB}/${id}`);
    await put(lead, DB, { ...eraseDocument(json as TeamDocument), _rev: json._rev });
  }
  const frame = { fileId: FILE_ID, createdBy: LEAD.user, createdAt: ADDED };
  const { json } = await lead('GET', `${DB}-files/file:${FILE_ID}:${LEAD.user}`);
  await put(lead, `${DB}-files`, { ...erasedContent(frame), _rev: json._rev });
  const data = { records: ['contact:1', 'event:1'], tickets: [] };
  await put(lead, DB, event('2', LEAD.user, { kind: 'personErased', about: 'contact:1', data }));
}

async function serverWithErased(dataDir: string, compactAfterMs: number): Promise<Hub> {
  const hub = await testHub({ dataDir, compactAfterMs });
  const lead = await setUp(hub);
  await writePerson(hub, lead);
  for (const text of PERSON) expect(await filesWith(dataDir, [text])).not.toEqual([]);
  await erasePerson(lead);
  return hub;
}

describe('what an erased person leaves on the disk of the hub', () => {
  it('is there until it compacts, which the operator can have at once, and then no byte of it', async () => {
    const complaints = silent();
    const dataDir = await temporaryFolder();
    const hub = await serverWithErased(dataDir, NEVER);
    expect(await filesWith(join(dataDir, 'databases', 'luuri-testi.leveldb'), PERSON)).not.toEqual([]);
    expect(await filesWith(join(dataDir, 'databases', 'luuri-testi-files.leveldb'), PERSON)).not.toEqual([]);
    const said = vi.spyOn(process.stdout, 'write').mockImplementation(() => true);
    expect(await compact(readOptions(['compact', '--data-dir', dataDir]))).toBe(0);
    said.mockRestore();
    expect(await filesWith(dataDir, PERSON)).toEqual([]);
    const { json } = await operator(hub)('GET', `${DB}/contact:1?conflicts=true`);
    expect(json).toMatchObject({ erased: true });
    expect(json._conflicts).toBeUndefined();
    expect((await operator(hub)('GET', `${DB}/event:muu-7`)).json.body).toContain('Tulostin 7');
    complaints.mockRestore();
  });

  it('goes by itself after the erasure, while people work', async () => {
    const complaints = silent();
    const dataDir = await temporaryFolder();
    const hub = await serverWithErased(dataDir, 0);
    const people = Array.from({ length: 60 }, (_, index) =>
      operator(hub)('PUT', `${DB}/event:uusi-${index}`, event(`uusi-${index}`, LEAD.user)),
    );
    expect((await Promise.all(people)).map(({ status }) => status)).toEqual(people.map(() => 201));
    await expect.poll(() => filesWith(dataDir, PERSON), { timeout: 30_000 }).toEqual([]);
    expect(complaints.mock.calls.join('')).toContain('Compacting');
    complaints.mockRestore();
  });

  it('goes after a restart where it was stopped before', async () => {
    const complaints = silent();
    const dataDir = await temporaryFolder();
    const hub = await serverWithErased(dataDir, NEVER);
    await hub.close();
    expect(existsSync(join(dataDir, 'compaction.json'))).toBe(true);
    expect(await filesWith(dataDir, PERSON)).not.toEqual([]);
    const again = await openHub({ port: 0, passwordCost: CHEAP, dataDir, compactAfterMs: 0 });
    await expect.poll(() => filesWith(dataDir, PERSON), { timeout: 30_000 }).toEqual([]);
    await again.close();
    complaints.mockRestore();
  });

  it('is compacted for the operator alone', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    expect((await lead('POST', '/api/compaction', {})).status).toBe(403);
    expect((await operator(hub)('POST', '/api/compaction', {})).status).toBe(202);
  });
});

import { event } from '../support';
import type { Attempt, Try } from './attempts';
import { agreed, by, given, nameOf } from './attempts';
import { isDone } from './world';
import type { Json } from './world';
import { write } from './writing';
import type { Draft } from './writing';

const bytes = (text: string) => Buffer.from(text).toString('base64');
const OCTETS = { 'content-type': 'application/octet-stream' };

/** Attempts at reading, at files and at the server itself, by their numbers in docs/rights.md. */
export const serverAttempts: Record<number, Attempt> = {
  1: async (a) => {
    const { _id: id } = await given(a, event(a.id, a.world.owner));
    const { db } = a.world;
    const ways: Record<string, () => ReturnType<ReturnType<typeof by>>> = {
      GET: () => by(a)('GET', `${db}/${id}`),
      _all_docs: () => by(a)('POST', `${db}/_all_docs`, { keys: [id] }),
      _changes: () => by(a)('POST', `${db}/_changes?filter=_doc_ids`, { doc_ids: [id] }),
      _bulk_get: () => by(a)('POST', `${db}/_bulk_get`, { docs: [{ id }] }),
    };
    const answer = await (ways[a.way] as () => ReturnType<ReturnType<typeof by>>)();
    return agreed(answer, answer.text.includes(id));
  },
  2: async (a) => isDone(await by(a)('GET', `${a.world.db}/_security`)),
  3: search,
  4: search,
  16: async (a) => {
    const path = `${a.world.db}/_local/${a.id}`;
    const answer = await by(a)('PUT', path, { seq: a.id });
    return agreed(answer, (await a.world.read(`_local/${a.id}`))?.['seq'] === a.id);
  },
  23: copy,
  24: copy,
  50: (a) => addsFile(a, nameOf(a)),
  51: (a) => addsFile(a, a.world.owner),
  52: async (a) => {
    const db = `${a.world.db}-files`;
    return swaps(a, await given(a, file(a, a.world.owner), db), 'content', db);
  },
  53: async (a) => swaps(a, await given(a, withNote(a, a.world.owner)), 'note'),
  54: async (a) => swaps(a, await given(a, withNote(a, nameOf(a))), 'note'),
  55: async (a) => erasesFile(a, {}),
  56: async (a) => erasesFile(a, { _attachments: file(a, a.world.owner)['_attachments'] }),
  57: putsBack,
  58: putsBack,
  59: putsBack,
  62: index,
  63: index,
  64: async (a) => {
    const path = `${a.world.db}/_security`;
    const { json: before } = await a.world.admin('GET', path);
    const names = ['somebody'];
    const answer = await by(a)('PUT', path, { ...before, members: { ...before.members, names } });
    const { json: after } = await a.world.admin('GET', path);
    await a.world.admin('PUT', path, before);
    return agreed(answer, JSON.stringify(after) !== JSON.stringify(before));
  },
  66: readsAccount,
  67: readsAccount,
  68: changesAccount,
  69: changesAccount,
  70: async (a) => isDone(await by(a)('GET', `${a.world.server}/_all_dbs`)),
  71: async (a) => {
    const path = scratch(a);
    const answer = await by(a)('PUT', path);
    const isThere = await exists(a, path);
    if (isThere && a.world.place !== 'embedded') await a.world.admin('DELETE', path);
    return agreed(answer, isThere);
  },
  // Where it is offered, on a database made for it: losing the team's own would end the test.
  72: async (a) => agreed(await by(a)('DELETE', a.world.db), (await a.world.read('team:info')) === undefined),
  73: async (a) => {
    const path = scratch(a);
    await a.world.admin('PUT', path);
    await a.world.admin(
      'PUT',
      `${path}/_security`,
      (await a.world.admin('GET', `${a.world.db}/_security`)).json,
    );
    const answer = await by(a)('DELETE', path);
    const isThere = await exists(a, path);
    if (isThere) await a.world.admin('DELETE', path);
    return agreed(answer, !isThere);
  },
  74: purge,
  75: purge,
  76: historyLimit,
  77: historyLimit,
  78: async (a) => isDone(await by(a)('POST', `${a.world.db}/_compact`, {})),
  79: replicates,
  80: replicates,
};

/** A database of this try alone. */
const scratch = ({ world, id }: Try) => `${world.db}-zz-${id}`;

async function exists({ world }: Try, path: string): Promise<boolean> {
  const { json } = await world.admin('GET', `${world.server}/_all_dbs`);
  return json.includes(path.split('/').at(-1));
}

async function search(a: Try): Promise<boolean> {
  const { _id: id } = await given(a, event(a.id, a.world.owner));
  const answer = await by(a)('POST', `${a.world.db}/_find`, { selector: { _id: id } });
  return agreed(answer, answer.text.includes(id));
}

async function copy(a: Try): Promise<boolean> {
  const { _id: id } = await given(a, event(a.id, a.world.owner));
  const answer = await by(a)('COPY', `${a.world.db}/${id}`, undefined, { destination: `${id}-copy` });
  return agreed(answer, (await a.world.read(`${id}-copy`)) !== undefined);
}

async function index(a: Try): Promise<boolean> {
  const body = { index: { fields: ['type'] }, ddoc: a.id, name: a.id };
  const answer = await by(a)('POST', `${a.world.db}/_index`, body);
  return agreed(answer, (await a.world.read(`_design/${a.id}`)) !== undefined);
}

const accountPath = ({ world }: Try, user: string) => `${world.server}/_users/org.couchdb.user:${user}`;

async function readsAccount(a: Try): Promise<boolean> {
  return isDone(await by(a)('GET', accountPath(a, a.world.owner)));
}

/** For the anonymous the account of the viewer, for the administrator one of nobody. */
async function changesAccount(a: Try): Promise<boolean> {
  const user = a.actor === 'anonymous' ? a.world.names.viewer : nameOf(a);
  const path = accountPath(a, a.actor === 'administrator' ? `${user}-${a.id}` : user);
  const name = path.split('user:')[1];
  const there =
    a.world.place === 'embedded'
      ? undefined
      : await a.world.read(`org.couchdb.user:${name}`, `${a.world.server}/_users`);
  const roles = [`${a.id}:lead`];
  const answer = await by(a)('PUT', path, { type: 'user', name, password: 'salasana-9', ...there, roles });
  const after =
    a.world.place === 'embedded'
      ? undefined
      : await a.world.read(`org.couchdb.user:${name}`, `${a.world.server}/_users`);
  const happened = JSON.stringify(after?.['roles']) === JSON.stringify(roles);
  if (happened) await a.world.admin('DELETE', `${path}?rev=${String(after?.['_rev'])}`);
  return agreed(answer, happened);
}

async function purge(a: Try): Promise<boolean> {
  const { _id: id, _rev: rev } = await given(a, event(a.id, nameOf(a)));
  const answer = await by(a)('POST', `${a.world.db}/_purge`, { [id]: [rev] });
  return agreed(answer, (await a.world.read(id)) === undefined);
}

async function historyLimit(a: Try): Promise<boolean> {
  const path = `${a.world.db}/_revs_limit`;
  const answer = await by(a)('PUT', path, '999');
  const offered = a.world.place !== 'embedded';
  const happened = offered && (await a.world.admin('GET', path)).json === 999;
  if (happened) await a.world.admin('PUT', path, '1000');
  return agreed(answer, happened);
}

/** From a database that is not there, so that nothing moves; whoever may ask is told that. */
async function replicates(a: Try): Promise<boolean> {
  const body = { source: 'http://127.0.0.1:9/nothing', target: 'http://127.0.0.1:9/nothing' };
  const { status } = await by(a)('POST', `${a.world.server}/_replicate`, body);
  return ![401, 403, 404, 405, 501].includes(status);
}

function file({ id }: Try, createdBy: string): Draft {
  // A ULID out of the number of the try.
  const name = `01${id.toUpperCase().replaceAll(/[^0-9A-HJKMNP-TV-Z]/g, '0')}`.padEnd(26, '0').slice(0, 26);
  const _attachments = { content: { content_type: 'application/octet-stream', data: bytes('sisältö') } };
  const facts = { size: Buffer.from('sisältö').length, createdAt: '2026-11-21T10:00:00.000Z', createdBy };
  return { _id: `file:${name}:${createdBy}`, type: 'file', v: 1, ...facts, _attachments };
}

async function addsFile(a: Try, createdBy: string): Promise<boolean> {
  const db = `${a.world.db}-files`;
  const doc = file(a, createdBy);
  const answer = await write(a.way, by(a), db, doc);
  return agreed(answer, (await a.world.read(doc._id, db)) !== undefined);
}

const filesOf = ({ world }: Try) => `${world.db}-files`;

function erased(doc: Draft): Draft {
  const { _attachments, ...frame } = doc;
  return { ...frame, size: 0, erased: true };
}

async function erasesFile(a: Try, kept: Json): Promise<boolean> {
  const doc = erased(await given(a, file(a, a.world.owner), filesOf(a)));
  const answer = await write(a.way, by(a), filesOf(a), { ...doc, ...kept });
  return agreed(answer, (await a.world.read(doc._id, filesOf(a)))?.['erased'] === true);
}

/** One's own content over, or beside, what is left of it. */
async function putsBack(a: Try): Promise<boolean> {
  const doc = file(a, nameOf(a));
  const { _rev } = await given(a, erased(await given(a, doc, filesOf(a))), filesOf(a));
  const again = { ...doc, _rev: _rev as string };
  const path = `${filesOf(a)}/${doc._id}`;
  const answer =
    a.way === 'PUT file'
      ? await by(a)('PUT', `${path}/content?rev=${_rev}`, Buffer.from('sisältö'), OCTETS)
      : await write(a.way, by(a), filesOf(a), again);
  const winner = (await a.world.read(`${doc._id}?conflicts=true`, filesOf(a))) as Json;
  const leaves = ((winner['_conflicts'] ?? []) as string[]).map((rev) =>
    a.world.read(`${doc._id}?rev=${rev}`, filesOf(a)),
  );
  const isBack = [winner, ...(await Promise.all(leaves))].some(
    (leaf) => leaf?.['_attachments'] !== undefined,
  );
  return agreed(answer, isBack);
}

function withNote({ id }: Try, author: string): Draft {
  const note = { content_type: 'application/octet-stream', data: bytes('sisältö') };
  return event(id, author, { _attachments: { note } });
}

/** Tries to put other bytes in the place of an attachment, or to take it away. */
async function swaps(a: Try, doc: Draft, name: string, db = a.world.db): Promise<boolean> {
  const path = `${db}/${doc._id}/${name}?rev=${doc._rev}`;
  const other = { content_type: 'application/octet-stream', data: bytes('muuta!!') };
  const ways: Record<string, () => ReturnType<ReturnType<typeof by>>> = {
    'PUT file': () => by(a)('PUT', path, Buffer.from('muuta!!'), OCTETS),
    'DELETE file': () => by(a)('DELETE', path),
    _bulk_docs: () =>
      by(a)('POST', `${db}/_bulk_docs`, { docs: [{ ...doc, _attachments: { [name]: other } }] }),
  };
  const digest = async () =>
    ((await a.world.read(doc._id, db))?.['_attachments'] as Record<string, Json>)?.[name]?.['digest'];
  const before = await digest();
  const answer = await (ways[a.way] as () => ReturnType<ReturnType<typeof by>>)();
  return agreed(answer, (await digest()) !== before);
}

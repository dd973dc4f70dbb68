import type { TeamDocument } from '@shared/domain/record/documents';
import { eraseDocument } from '@shared/domain/record/erased';
import { customer, event } from '../support';
import type { Answer } from '../support';
import type { Actor } from './table';
import { isDone } from './world';
import type { Json, World } from './world';
import { write } from './writing';
import type { Draft } from './writing';

/** One try of one person in one way. `id` is used by nothing else. */
export interface Try {
  world: World;
  actor: Actor;
  way: string;
  id: string;
}

/** Tries it, and says whether it was done: by the answer, and by what is there afterwards, which must agree. */
export type Attempt = (attempt: Try) => Promise<boolean>;

export const by = ({ world, actor }: Try) => world.people[actor];
export const nameOf = ({ world, actor }: Try) => world.names[actor];

/** The answer and the effect as one; throws when they contradict each other. */
export function agreed(answer: Answer, happened: boolean): boolean {
  const done = isDone(answer);
  if (done !== happened)
    throw new Error(`the answer says ${done ? 'done' : 'refused'}, the data the contrary: ${answer.text}`);
  return done;
}

/** Puts a document there as administrator and gives it as a person would then write it again. */
export async function given({ world }: Try, doc: Draft, db = world.db): Promise<Draft> {
  const { json } = await world.admin('PUT', `${db}/${doc._id}`, doc);
  return { ...doc, _rev: json.rev as string };
}

/** Writes something, and looks whether what is there has the field afterwards. */
async function writes(attempt: Try, doc: Draft, field: string, db = attempt.world.db): Promise<boolean> {
  const answer = await write(attempt.way, by(attempt), db, doc);
  const there = await attempt.world.read(doc._id, db);
  return agreed(answer, there !== undefined && there[field] === doc[field]);
}

async function deletes(attempt: Try, doc: Draft): Promise<boolean> {
  const { _id, _rev } = doc;
  const answer = await write(attempt.way, by(attempt), attempt.world.db, {
    _id,
    _rev: _rev as string,
    _deleted: true,
  });
  return agreed(answer, (await attempt.world.read(_id)) === undefined);
}

async function deleted(attempt: Try, doc: Draft): Promise<void> {
  const { _rev } = await given(attempt, doc);
  await attempt.world.admin('DELETE', `${attempt.world.db}/${doc._id}?rev=${_rev}`);
}

/** What is left of a document, to be written over it. */
const erased = (doc: Draft): Draft => ({
  ...eraseDocument(doc as unknown as TeamDocument),
  ...(doc._rev === undefined ? {} : { _rev: doc._rev }),
});

/** A document that the administrator has erased, and how it was, to be written over that. */
async function erasedBefore(attempt: Try, doc: Draft): Promise<Draft> {
  const { _rev } = await given(attempt, erased(await given(attempt, doc)));
  return { ...doc, _rev: _rev as string };
}

const imported = (importedBy: string) => ({ imported: true, importedBy, device: 'import' });
const changed = (doc: Draft, field: string): Draft => ({ ...doc, [field]: 'muutettu' });

/** Attempts at documents, by their numbers in docs/rights.md. */
export const documentAttempts: Record<number, Attempt> = {
  10: (a) => writes(a, customer(a.id, nameOf(a)), 'name'),
  11: async (a) => writes(a, changed(await given(a, customer(a.id, a.world.owner)), 'name'), 'name'),
  12: (a) => writes(a, event(a.id, nameOf(a)), 'author'),
  13: async (a) => writes(a, changed(await given(a, group(a.id, a.world.owner)), 'name'), 'name'),
  14: async (a) => writes(a, { ...(await ownCard(a)), phone: a.id }, 'phone'),
  15: async (a) => writes(a, { ...(await ownCard(a)), role: `lead-${a.id}` }, 'role'),
  20: (a) => writes(a, event(a.id, a.world.owner), 'author'),
  21: (a) => writes(a, customer(a.id, a.world.owner), 'createdBy'),
  22: async (a) =>
    writes(a, changed(await given(a, customer(a.id, a.world.owner)), 'createdBy'), 'createdBy'),
  25: (a) => writes(a, event(a.id, 'resolver-31', imported(nameOf(a))), 'author'),
  26: (a) => writes(a, event(a.id, 'resolver-31', imported(a.world.owner)), 'author'),
  27: (a) => writes(a, event(a.id, nameOf(a), { at: '2kmc0ao00-000-a' }), 'at'),
  30: async (a) => {
    const doc = await given(a, event(a.id, a.world.owner));
    // Without a history the rules see a new event, so it is written as one's own.
    const author = a.way === 'rootless' ? nameOf(a) : a.world.owner;
    return writes(a, changed({ ...doc, author }, 'body'), 'body');
  },
  31: async (a) => writes(a, changed(await given(a, event(a.id, nameOf(a))), 'body'), 'body'),
  32: async (a) => writes(a, erased(await given(a, customer(a.id, a.world.owner))), 'erased'),
  33: async (a) => writes(a, erased(await given(a, event(a.id, a.world.owner))), 'erased'),
  34: async (a) => {
    const doc = erased(await given(a, customer(a.id, a.world.owner)));
    return writes(a, { ...doc, name: 'jäi' }, 'name');
  },
  35: async (a) => {
    const doc = erased(await given(a, event(a.id, a.world.owner)));
    return writes(a, { ...doc, author: `${nameOf(a)}-2` }, 'author');
  },
  36: async (a) => writes(a, await erasedBefore(a, customer(a.id, nameOf(a), { name: a.id })), 'name'),
  37: async (a) => writes(a, await erasedBefore(a, event(a.id, nameOf(a), { body: a.id })), 'body'),
  38: async (a) => writes(a, erased(await given(a, group(a.id, a.world.owner))), 'erased'),
  40: async (a) => deletes(a, await given(a, customer(a.id, nameOf(a)))),
  41: async (a) => deletes(a, await given(a, event(a.id, nameOf(a)))),
  42: async (a) => {
    await deleted(a, customer(a.id, a.world.owner));
    return writes(a, customer(a.id, nameOf(a)), 'name');
  },
  43: async (a) => {
    await deleted(a, customer(a.id, a.world.owner));
    return writes(a, customer(a.id, a.world.owner), 'name');
  },
  44: async (a) => {
    await deleted(a, event(a.id, a.world.owner));
    return writes(a, event(a.id, a.world.owner), 'author');
  },
  45: (a) => closesLeaf(a, 'contained'),
  46: (a) => closesLeaf(a, 'contained'),
  47: (a) => closesLeaf(a, 'lacked'),
  48: (a) => closesLeaf(a, 'winner'),
  49: async (a) => {
    const { _id } = await given(a, customer(a.id, a.world.owner));
    const done = isDone(await write(a.way, by(a), a.world.db, { _id, _deleted: true }));
    if ((await a.world.read(_id)) === undefined) throw new Error('a deletion beside it hides a record');
    return done;
  },
  60: (a) => writes(a, { _id: `_design/${a.id}`, language: 'javascript' }, 'language'),
  61: async (a) => deletes(a, await given(a, { _id: `_design/${a.id}` })),
  65: async (a) => {
    const there = (await a.world.read('team:epoch')) as Draft;
    return writes(a, { ...there, [a.id]: 'x' }, a.id);
  },
};

/** A document with two leaves, of which somebody closes one by a tombstone. */
async function closesLeaf(attempt: Try, which: 'contained' | 'lacked' | 'winner'): Promise<boolean> {
  const { world, id, way } = attempt;
  const leaf = (rev: string, more: Json) => ({ ...customer(id, world.owner, more), _rev: rev });
  const early = { name: 'vanha', stamps: { name: '0mjuohs00-000-a' } };
  const late = { name: 'uusi', stamps: { name: '0mjuohs01-000-a' } };
  const notes = { environment: 'vain täällä', stamps: { ...early.stamps, environment: '0mjuohs02-000-b' } };
  const docs = [leaf('1-bb', late), leaf('1-aa', which === 'lacked' ? { ...early, ...notes } : early)];
  await world.admin('POST', `${world.db}/_bulk_docs`, { docs, new_edits: false });
  const [gone, stays] = which === 'winner' ? ['1-bb', '1-aa'] : ['1-aa', '1-bb'];
  const answer = await write(way, by(attempt), world.db, {
    _id: `customer:${id}`,
    _rev: gone,
    _deleted: true,
  });
  const now = await world.read(`customer:${id}?conflicts=true`);
  return agreed(answer, now?.['_rev'] === stays && now['_conflicts'] === undefined);
}

/** The card of the person who tries; the administrator takes the owner's. */
async function ownCard({ world, actor }: Try): Promise<Draft> {
  const user = actor === 'administrator' ? world.owner : world.names[actor];
  return (await world.read(`agent:${user}`)) as Draft;
}

function group(id: string, createdBy: string): Draft {
  const { name, phones: _phones, environment: _environment, ...header } = customer(id, createdBy);
  return { ...header, _id: `group:${id}`, type: 'group', name, members: [] };
}

import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { COUCH_RULES } from '@hub/team/couch-rules';
import { couchRules } from '../../scripts/lib/couch-rules.mjs';
import { customer, event } from './support';

type Json = Record<string, unknown>;

/** Runs the rules as CouchDB does: text, in a world that knows nothing of Node. */
function judge(
  newDoc: Json,
  oldDoc: Json | null,
  name: string,
  role: string,
  { revisions, db = 'luuri-testi' }: { revisions?: Json; db?: string } = {},
): Json | undefined {
  const roles = role === '_admin' ? [role] : ['luuri-testi', `luuri-testi:${role}`];
  const given = JSON.stringify([
    { ...newDoc, _revisions: revisions ?? { start: oldDoc ? 1 : 0, ids: oldDoc ? ['a'] : [] } },
    oldDoc,
    { name, roles, db },
  ]);
  const code = `Object.hasOwn = undefined;
    try { (${COUCH_RULES}).apply(null, JSON.parse(given)); '' } catch (refusal) { JSON.stringify(refusal) }`;
  const answer = runInNewContext(code, { given }) as string;
  return answer === '' ? undefined : (JSON.parse(answer) as Json);
}

describe('the rules for a CouchDB behind the hub', () => {
  it('are those of the domain: run `node scripts/couch-rules.mjs` when they are not', async () => {
    expect(COUCH_RULES).toBe(await couchRules());
  });

  it('let members do their work and nothing else', () => {
    const mine = event('1', 'matti');
    expect(judge(mine, null, 'matti', 'agent')).toBeUndefined();
    expect(judge(customer('1', 'matti'), null, 'matti', 'agent')).toBeUndefined();
    expect(judge({ ...mine, _rev: '1-a' }, { ...mine, _rev: '1-a' }, 'matti', 'agent')).toBeUndefined();
    const gone = { _id: 'customer:1', _rev: '2-b', _deleted: true };
    expect(judge({ ...customer('1', 'matti'), _rev: '2-b' }, gone, 'matti', 'agent')).toBeUndefined();
    const refused: [Json, Json | null, string, string][] = [
      [mine, null, 'liisa', 'agent'],
      [mine, null, 'matti', 'viewer'],
      [{ ...mine, author: 7 }, null, 'matti', 'agent'],
      [{ ...mine, body: 'muutettu', _rev: '1-a' }, { ...mine, _rev: '1-a' }, 'matti', 'agent'],
      [{ _id: mine._id, _rev: '1-a', _deleted: true }, { ...mine, _rev: '1-a' }, 'matti', 'agent'],
      [{ _id: 'team:epoch', type: 'team', v: 1, epoch: 'x' }, null, 'liisa', 'lead'],
    ];
    for (const write of refused) expect(judge(...write)).toEqual({ forbidden: expect.any(String) });
    expect(judge({ _id: 'team:epoch' }, null, 'root', '_admin')).toBeUndefined();
  });
});

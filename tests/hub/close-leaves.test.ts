import { describe, expect, it } from 'vitest';
import { luuriContent } from '@hub/team/luuri-content';
import { closeLeavesEverywhere } from '@hub/team/close-leaves-everywhere';
import { fakeServer, sendJson } from './gateway/support';
import { customer, event } from './support';

type Versions = Record<string, Record<string, unknown>>;

/** A CouchDB with a team and these versions of each document, the winner first; `closed` names what was deleted. */
async function couchWith(documents: Record<string, Versions>) {
  const closed: string[] = [];
  const lead = { name: 'liisa', roles: ['luuri-testi', 'luuri-testi:lead'] };
  const server = await fakeServer((request, response, text) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://couch');
    const send = (answer: unknown, status = 200) => sendJson(response, status, answer);
    if (pathname === '/') return send({ couchdb: 'Welcome', version: '3.5.0' });
    if (pathname === '/_session') return send({ userCtx: { name: 'admin', roles: ['_admin'] } });
    if (pathname === '/_users/_all_docs') return send({ rows: [{ doc: lead }] });
    if (pathname === '/luuri-testi/_all_docs')
      return send({ rows: [{ key: 'team:info', doc: { name: 'Testi' } }] });
    if (pathname === '/luuri-testi/_changes') {
      const results = Object.entries(documents).map(([id, versions]) => ({
        id,
        changes: Object.keys(versions),
      }));
      return send({ results, last_seq: '9-x' });
    }
    if (pathname === '/luuri-testi/_bulk_docs') {
      const [{ _id: id, _rev: rev }] = JSON.parse(text).docs;
      closed.push(`${id} ${rev}`);
      return send([{ ok: true, id, rev: '3-z' }], 201);
    }
    const versions = documents[decodeURIComponent(pathname.split('/')[2] ?? '')] ?? {};
    const [winner = '', ...losing] = Object.keys(versions);
    const rev = searchParams.get('rev') ?? winner;
    return send({
      ...versions[rev],
      _rev: rev,
      ...(searchParams.has('conflicts') ? { _conflicts: losing } : {}),
    });
  });
  const run = async (dryRun: boolean) => {
    const lines: string[] = [];
    const couch = { root: server.url, user: 'admin', password: 'x' };
    const say = (line: string) => void lines.push(line);
    await closeLeavesEverywhere({ couch, fetch: (a, b) => fetch(a, b), rules: luuriContent, dryRun, say });
    return lines;
  };
  return { closed, run };
}

describe('hub close-leaves', () => {
  it('closes what the winner holds, and leaves what it does not, other versions of events, and single versions', async () => {
    const same = customer('a', 'liisa');
    const more = customer('b', 'liisa', { name: 'Toinen', stamps: { name: '000000002-000-x' } });
    const { closed, run } = await couchWith({
      'customer:a': { '2-w': same, '1-l': same },
      'customer:b': { '2-w': customer('b', 'liisa'), '1-l': more },
      'customer:c': { '1-w': customer('c', 'liisa') },
      'event:e': { '2-w': event('e', 'liisa'), '1-l': event('e', 'liisa', { body: 'toinen' }) },
    });
    const stay =
      'Staying, because the winning versions do not hold all of them: 2. An app that syncs merges them.';
    expect(await run(true)).toEqual(['The team "Testi": conflict leaves that would be closed: 1.', stay]);
    expect(closed).toEqual([]);
    expect(await run(false)).toEqual(['The team "Testi": conflict leaves closed: 1.', stay]);
    expect(closed).toEqual(['customer:a 1-l']);
  });
});

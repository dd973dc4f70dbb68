import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createCouchAdmin } from '@hub/backend/couch-admin';
import { CouchUnreachableError } from '@hub/backend/couch-request';
import { runCli } from '@hub/cli/run-cli';
import { fakeServer, sendJson } from './gateway/support';
import { client, testHub } from './support';

const admin = { user: 'admin', password: 'hallinta' };
const fetch_ = (address: string, init?: RequestInit) => fetch(address, init);

const asking = (url: string) => createCouchAdmin({ root: url, ...admin }, { fetch: fetch_, timeoutMs: 100 });

/** Time limits that pass when the test says so: a busy machine is no silent server. */
function patience() {
  const waiting: AbortController[] = [];
  const limit = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => {
    const controller = new AbortController();
    waiting.push(controller);
    return controller.signal;
  });
  onTestFinished(() => limit.mockRestore());
  const end = () => {
    for (const controller of waiting.splice(0)) controller.abort();
  };
  return { limit, end };
}

/** What is written to standard error until the test has ended, all that it started included. */
function complaints() {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  return said.mock.calls;
}

const why = (work: Promise<unknown>) =>
  work.then(
    () => 'it worked',
    (error: Error) => [error instanceof CouchUnreachableError, error.message],
  );

describe('a CouchDB that accepts connections and falls silent', () => {
  it('is given up by name after the time it has, before an answer and in the middle of one', async () => {
    const { end } = patience();
    const server = await fakeServer((request, response) => {
      if (request.url !== '/half?x=1') return end();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('{"rows":[', end);
    });
    const silent = (what: string) => [
      true,
      `The CouchDB at ${server.url} gave no answer to ${what} within 0.1 s.`,
    ];
    expect(await why(asking(server.url)('PUT', '/luuri-a', {}))).toEqual(silent('PUT /luuri-a'));
    expect(await why(asking(server.url)('GET', '/half?x=1'))).toEqual(silent('GET /half'));
  });

  it('is what the hub tells those who ask it, and it goes on when the CouchDB speaks again', async () => {
    complaints();
    const { end, limit } = patience();
    let silent = true;
    const server = await fakeServer((_request, response) => {
      if (silent) end();
      else sendJson(response, 404, { error: 'not_found', reason: 'missing' });
    });
    const hub = await testHub({ couch: { root: server.url, ...admin }, couchTimeoutMs: 40 });
    const { status, json } = await client(hub)('GET', '/api/info');
    expect([status, json]).toEqual([
      502,
      { error: 'unreachable', message: 'the CouchDB behind this hub does not answer' },
    ]);
    expect(limit).toHaveBeenCalledWith(40);
    silent = false;
    expect((await client(hub)('GET', '/api/info')).json).toMatchObject({ setUp: false, database: 'couchdb' });
  });

  it('ends the command line with one plain sentence', async () => {
    const said = complaints();
    const { end } = patience();
    const { url } = await fakeServer(end);
    const couch = url.replace('//', '//admin:hallinta@');
    expect(await runCli(['provision', '--couch', couch, '--couch-timeout', '1'])).toBe(1);
    expect(said).toEqual([[`The CouchDB at ${url} gave no answer to GET / within 1 s.\n`]]);
  });
});

describe('what is no answer of a CouchDB', () => {
  it.each([
    ['a page', '<html>Kirjaudu</html>'],
    ['half an answer', '{"rows":[{"id":"org.couch'],
    ['nothing', ''],
  ])('is never taken for an empty one: %s', async (_what, text) => {
    patience();
    const { url } = await fakeServer((_request, response) => response.writeHead(200).end(text));
    const found = await why(asking(url)('GET', '/_users/_all_docs', undefined, [404]));
    expect(found).toEqual([true, `What answers at ${url} is no CouchDB: no JSON to GET /_users/_all_docs.`]);
  });

  it('is told apart from nobody at all', async () => {
    patience();
    expect(await why(asking('http://127.0.0.1:1')('GET', '/'))).toEqual([
      true,
      expect.stringMatching(/^Nothing answers at http:\/\/127\.0\.0\.1:1: /),
    ]);
  });
});

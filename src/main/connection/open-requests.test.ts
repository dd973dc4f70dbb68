import { describe, expect, it } from 'vitest';
import { createOpenRequests, REQUEST_ID_HEADER } from './open-requests';

/** A server that sends one chunk and then waits; tells when its request was ended. */
function longPoll() {
  const ended: unknown[] = [];
  const handler = async (request: Request): Promise<Response> => {
    request.signal.addEventListener('abort', () => ended.push(request.signal.reason));
    const body = new ReadableStream<Uint8Array>({ start: (sink) => sink.enqueue(new Uint8Array([10])) });
    return new Response(body, { status: 200, headers: { etag: '"1"' } });
  };
  return { handler, ended };
}

const request = (id?: string): Request =>
  new Request('app://luuri/db/x/_changes', id === undefined ? {} : { headers: { [REQUEST_ID_HEADER]: id } });

describe('open requests', () => {
  it('passes status, headers and bytes on, and forgets a request that has ended', async () => {
    const open = createOpenRequests();
    const response = await open.run(
      request(),
      async () => new Response('abc', { status: 201, headers: { etag: '"2"' } }),
    );
    expect([response.status, response.headers.get('etag')]).toEqual([201, '"2"']);
    expect(open.count()).toBe(1);
    expect(await response.text()).toBe('abc');
    expect(open.count()).toBe(0);
  });

  it.each([204, 304])('keeps the empty body of a %i', async (status) => {
    const open = createOpenRequests();
    const response = await open.run(request(), async () => new Response(null, { status }));
    expect(response.status).toBe(status);
    expect(open.count()).toBe(0);
  });

  it('ends the server side when the page cancels, fifty times in a row', async () => {
    const open = createOpenRequests();
    const { handler, ended } = longPoll();
    for (let turn = 1; turn <= 50; turn += 1) {
      const reader = (await open.run(request(), handler)).body?.getReader();
      expect((await reader?.read())?.value).toEqual(new Uint8Array([10]));
      await reader?.cancel();
      expect(ended).toHaveLength(turn);
    }
    expect(open.count()).toBe(0);
  });

  it('ends the one request the page named, also before its headers', async () => {
    const open = createOpenRequests();
    const signals: AbortSignal[] = [];
    const never = (own: Request): Promise<Response> =>
      new Promise((_resolve, reject) => {
        signals.push(own.signal);
        own.signal.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const first = open.run(request('r-1'), never);
    const second = open.run(request('r-2'), never);
    open.abort('r-2');
    expect((await second).status).toBe(502);
    expect(signals.map((signal) => signal.aborted)).toEqual([false, true]);
    open.abortAll('test over');
    expect((await first).status).toBe(502);
    expect(open.count()).toBe(0);
  });

  it('does not tell the server the name the page gave', async () => {
    const open = createOpenRequests();
    let seen: string | null = 'not asked';
    await open.run(request('r-1'), async (own) => {
      seen = own.headers.get(REQUEST_ID_HEADER);
      return new Response(null, { status: 204 });
    });
    expect(seen).toBeNull();
  });

  it('on sleep ends every body, so that no reader waits for ever', async () => {
    const open = createOpenRequests();
    const { handler, ended } = longPoll();
    const readers = await Promise.all(
      [1, 2, 3].map(async () => (await open.run(request(), handler)).body?.getReader()),
    );
    for (const reader of readers) await reader?.read();
    const waiting = readers.map(async (reader) => reader?.read());
    open.abortAll('suspend');
    const results = await Promise.allSettled(waiting);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(ended).toHaveLength(3);
    expect(open.count()).toBe(0);
  });

  it('forgets a request whose handler failed', async () => {
    const open = createOpenRequests();
    await expect(open.run(request(), () => Promise.reject(new Error('down')))).rejects.toThrow('down');
    expect(open.count()).toBe(0);
  });

  it('passes a request body on', async () => {
    const open = createOpenRequests();
    const post = new Request('app://luuri/db/x', { method: 'POST', body: '{"ä":1}' });
    const response = await open.run(post, async (own) => new Response(await own.text()));
    expect(await response.text()).toBe('{"ä":1}');
  });
});

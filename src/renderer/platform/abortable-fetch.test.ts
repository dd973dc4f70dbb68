import { describe, expect, it } from 'vitest';
import { createAbortableFetch, type FetchHere } from './abortable-fetch';

function setUp(desktop: boolean) {
  const asked: { address: string; id: string | null; body: unknown }[] = [];
  const fetch: FetchHere = (address, init = {}) => {
    asked.push({ address, id: new Headers(init.headers).get('x-luuri-request'), body: init.body });
    if (address === '/api/abort') return Promise.resolve(Response.json({ ok: true }));
    if (address === '/db/quick') return Promise.resolve(new Response('ok'));
    return new Promise((_resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
    });
  };
  let count = 0;
  return { asked, fetch: createAbortableFetch(fetch, desktop, () => `r-${(count += 1)}`) };
}

describe('abortable fetch', () => {
  it('on the desktop names the request and sends the name after an early abort', async () => {
    const { asked, fetch } = setUp(true);
    const controller = new AbortController();
    const answer = fetch('/db/slow', { signal: controller.signal, headers: { accept: 'application/json' } });
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(asked).toEqual([
      { address: '/db/slow', id: 'r-1', body: undefined },
      { address: '/api/abort', id: null, body: 'r-1' },
    ]);
  });

  it('sends nothing after an abort that came when the headers were there', async () => {
    const { asked, fetch } = setUp(true);
    const controller = new AbortController();
    await fetch('/db/quick', { signal: controller.signal });
    controller.abort();
    expect(asked.map(({ address }) => address)).toEqual(['/db/quick']);
  });

  it('names nothing that cannot be aborted', async () => {
    const { asked, fetch } = setUp(true);
    await fetch('/db/quick');
    expect(asked).toEqual([{ address: '/db/quick', id: null, body: undefined }]);
  });

  it('leaves a browser alone', async () => {
    const { asked, fetch } = setUp(false);
    const controller = new AbortController();
    const answer = fetch('/db/slow', { signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toThrow('aborted');
    expect(asked).toEqual([{ address: '/db/slow', id: null, body: undefined }]);
  });
});

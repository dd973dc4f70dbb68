import { expect, it } from 'vitest';
import { createGateway } from '@shared/db-gateway/gateway';

const target = { databaseRoot: 'http://server.example', apiRoot: null };

/** A gateway whose server reads the body and never answers; the waits it was given, one after the other. */
function setUp(readsBody = true) {
  const waits: number[] = [];
  let end = () => undefined as void;
  const gateway = createGateway({
    target,
    bufferedBytes: 1_000,
    timeouts: { firstByteMs: 30_000 },
    timers: {
      after(ms, callback) {
        waits.push(ms);
        end = callback;
        return () => undefined;
      },
    },
    async fetch(_address, init) {
      if (readsBody) await new Response(init?.body as BodyInit).arrayBuffer();
      return new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
        end();
      });
    },
  });
  const send = (bytes: number) =>
    gateway(
      new Request('http://page/db/luuri-a/_bulk_docs', { method: 'POST', body: new Uint8Array(bytes) }),
    );
  return { send, waits };
}

it('waits for the answer to a body as long as a slow line takes it', async () => {
  const { send, waits } = setUp();
  const answer = await send(800);
  expect([answer.status, await answer.json()]).toEqual([
    502,
    expect.objectContaining({ reason: 'no answer within 30200 ms' }),
  ]);
  expect(waits[0]).toBe(30_000);
});

it('counts silence anew with each piece of a body that is streamed', async () => {
  const { send, waits } = setUp();
  expect((await send(200_000)).status).toBe(502);
  expect(waits.length).toBeGreaterThan(2);
  expect(waits.at(-1)).toBe(30_000);
});

it('asks no more patience for a request without a body', async () => {
  const { send, waits } = setUp(false);
  expect((await send(0)).status).toBe(502);
  expect(new Set(waits)).toEqual(new Set([30_000]));
});

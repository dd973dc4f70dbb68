import { createServer } from 'node:http';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { Fetch, Timers } from '@shared/db-gateway/types';

export const nodeFetch: Fetch = (address, init) => fetch(address, init);

export interface FakeServer {
  url: string;
  requests: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  /** Resolves when this many connections to clients have been broken off from the other side. */
  aborted(count: number): Promise<void>;
}

/** A server that misbehaves as told, on a free port. */
export async function fakeServer(
  listener: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<FakeServer> {
  const requests: FakeServer['requests'] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  let broken = 0;
  const handle: RequestListener = (request, response) => {
    response.on('close', () => {
      if (response.writableFinished) return;
      broken += 1;
      for (const waiter of waiting) if (broken >= waiter.count) waiter.resolve();
    });
    let body = '';
    request.on('data', (piece: Buffer) => (body += piece.toString()));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      requests.push({ method, url, headers, body });
      listener(request, response, body);
    });
  };
  const server = createServer(handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    aborted: (count) =>
      broken >= count ? Promise.resolve() : new Promise((resolve) => void waiting.push({ count, resolve })),
  };
}

export function sendJson(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** Timers that ring when the test says so. */
export function handTimers(): Timers & { ring(): void; pending(): number[]; armed(): Promise<void> } {
  const timers = new Set<{ ms: number; callback: () => void }>();
  let wake: (() => void) | undefined;
  return {
    after(ms, callback) {
      const timer = { ms, callback };
      timers.add(timer);
      wake?.();
      return () => timers.delete(timer);
    },
    ring() {
      for (const timer of [...timers]) {
        timers.delete(timer);
        timer.callback();
      }
    },
    pending: () => [...timers].map(({ ms }) => ms),
    armed: () => (timers.size > 0 ? Promise.resolve() : new Promise((resolve) => (wake = resolve))),
  };
}

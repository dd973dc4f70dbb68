import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A hub reduced to what the shell's tests need, with a view of its open requests. */
export interface FakeServer {
  readonly address: string;
  /** Requests that were begun and neither answered whole nor ended by the other side. */
  readonly open: () => number;
  /** `GET /db/x`, oldest first. */
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * `/db/feed` sends a newline at once and another every 50 ms until it is ended, `/db/silent` never answers,
 * `/db/cookies` tells the Cookie header it got and sets one.
 */
export async function startFakeServer(): Promise<FakeServer> {
  let open = 0;
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    open += 1;
    response.on('close', () => (open -= 1));
    answer(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}`,
    open: () => open,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answer(request: IncomingMessage, response: ServerResponse): void {
  const path = (request.url ?? '').split('?')[0];
  const json = (value: unknown, headers: Record<string, string> = {}): void => {
    response.writeHead(200, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  };
  switch (path) {
    case '/api/info':
      json({
        product: 'luuri',
        version: '0.1.0',
        protocol: 1,
        setUp: false,
        database: 'embedded',
        local: true,
      });
      return;
    case '/db/feed': {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.write('\n');
      const timer = setInterval(() => response.write('\n'), 50);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case '/db/silent':
      return;
    case '/db/cookies':
      json(
        { cookie: request.headers.cookie ?? null },
        { 'set-cookie': 'AuthSession=secret; Path=/; HttpOnly' },
      );
      return;
    case '/db/_session':
      json({ ok: true, userCtx: { name: null, roles: [] } });
      return;
    default:
      response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"not_found"}');
  }
}

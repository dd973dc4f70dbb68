import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageFiles } from './page-files';

let server: Server;
let environment: NodeJS.ProcessEnv;

beforeAll(async () => {
  server = createServer((request, response) => {
    response.writeHead(200, { 'content-type': 'text/javascript' }).end(request.url);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  environment = { ELECTRON_RENDERER_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('while developing the page comes from the development server', async () => {
  const answer = await pageFiles(false, environment, '/nowhere')(new Request('app://luuri/src/a.ts?v=1'));
  expect(answer.headers.get('content-type')).toBe('text/javascript');
  expect(await answer.text()).toBe('/src/a.ts?v=1');
});

it('a packaged app does not look at the environment', async () => {
  const answer = await pageFiles(true, environment, '/nowhere')(new Request('app://luuri/src/a.js'));
  expect(answer.status).toBe(404);
});

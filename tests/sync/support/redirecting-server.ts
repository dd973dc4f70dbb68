import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request as a server got it. */
export interface Received {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A host of its own that notes whatever reaches it, and answers as a sign-in page does. */
export interface SignInHost {
  url: string;
  received: Received[];
  close(): Promise<void>;
}

export async function openSignInHost(): Promise<SignInHost> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      received.push({ method, url, headers, body: Buffer.concat(parts).toString('utf8') });
      response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'AuthSession=portal; Path=/' });
      response.end('<html><body>Sign in to the network</body></html>');
    });
  });
  return { url: await listen(server), received, close: () => close(server) };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}

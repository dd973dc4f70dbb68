import type { Server } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One answer that went through, as far as it got. */
export interface Passed {
  url: string;
  /** Bytes of its body that the client's side took. */
  bytes: number;
  whole: boolean;
}

/** An HTTP proxy before a hub that keeps a record of what it hands on. */
export interface CountingProxy {
  url: string;
  passed: Passed[];
  close(): Promise<void>;
}

export async function openCountingProxy(target: string): Promise<CountingProxy> {
  const to = new URL(target);
  const passed: Passed[] = [];
  const server: Server = createServer((incoming, outgoing) => {
    const record: Passed = { url: incoming.url ?? '', bytes: 0, whole: false };
    passed.push(record);
    const { method, url, headers } = incoming;
    const sent = request({ host: to.hostname, port: to.port, method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.on('data', (part: Buffer) => (record.bytes += part.length));
      answer.on('end', () => (record.whole = true));
      answer.pipe(outgoing);
    });
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

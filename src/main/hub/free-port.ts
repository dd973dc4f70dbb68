import { createServer } from 'node:net';

/** A loopback port nobody listens on at this moment. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const bound = server.address();
      server.close(() => {
        if (bound === null || typeof bound === 'string') reject(new Error('no port'));
        else resolve(bound.port);
      });
    });
  });
}

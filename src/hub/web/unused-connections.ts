import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Knows the connections on which nothing was asked yet. Browsers and Node's own fetch open some ahead, and a server
 * that closes waits for them as if they were busy.
 * @returns how to end them, and those that still come
 */
export function watchUnused(server: Server): () => void {
  const unused = new Set<Socket>();
  let ending = false;
  server.on('connection', (socket) => {
    if (ending) return socket.destroy();
    unused.add(socket);
    return socket.on('close', () => unused.delete(socket));
  });
  server.on('request', ({ socket }) => unused.delete(socket));
  return () => {
    ending = true;
    for (const socket of unused) socket.destroy();
  };
}

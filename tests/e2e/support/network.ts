import type { Server, Socket } from 'node:net';
import { connect, createServer } from 'node:net';

/** A wire between one agent and the hub that can be cut: half-open sockets and all, which no browser switch imitates. */
export interface Wire {
  /** What the agent's browser opens. */
  url: string;
  /** Breaks every connection and takes no new ones. */
  cut(): void;
  mend(): void;
  close(): Promise<void>;
}

/** @param targetPort where the hub listens on loopback */
export async function layWire(targetPort: number): Promise<Wire> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server: Server = createServer((socket) => {
    if (isCut) {
      socket.destroy();
      return;
    }
    const onward = connect(targetPort, '127.0.0.1');
    for (const end of [socket, onward]) {
      sockets.add(end);
      // A cut wire makes errors on both ends; they are the point.
      end.on('error', () => undefined);
      end.on('close', () => sockets.delete(end));
    }
    socket.on('close', () => onward.destroy());
    onward.on('close', () => socket.destroy());
    socket.pipe(onward).pipe(socket);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the wire has no port');
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `http://127.0.0.1:${address.port}`,
    cut() {
      isCut = true;
      breakAll();
    },
    mend() {
      isCut = false;
    },
    close() {
      breakAll();
      return new Promise((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

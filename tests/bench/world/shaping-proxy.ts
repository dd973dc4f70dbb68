import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import type { Random } from '../random';

/** What a line does to what goes over it; the same both ways. */
export interface Line {
  kilobitsPerSecond: number;
  /** There and back, ms. */
  roundTripMs: number;
  /** Share of packets that are lost and sent again. */
  loss: number;
}

/** A TCP proxy whose line can be made a bad one. */
export interface ShapingProxy {
  url: string;
  /** From now on, for open connections too; null is a perfect line. */
  shape(line: Line | null): void;
  /** Bytes since the last `shape`, towards the server and back. */
  bytes(): { up: number; down: number };
  close(): Promise<void>;
}

const PACKET = 1_460;
/** TCP waits this long at least before it sends a lost packet again, ms. */
const RESEND = 1_000;

export async function openShapingProxy(target: string, random: Random): Promise<ShapingProxy> {
  const to = new URL(target);
  const sockets = new Set<Socket>();
  let line: Line | null = null;
  const counted = { up: 0, down: 0 };
  /** When each direction of the line has sent what is queued, shared by all connections. */
  const free = { up: 0, down: 0 };

  const pipe = (from: Socket, into: Socket, way: 'up' | 'down') => {
    let arrived = Date.now();
    /** A new connection costs a round trip before anything else. */
    let first = way === 'up';
    const carry = (packet: Buffer) => {
      const now = Date.now();
      if (!line) return Math.max(now, arrived);
      const sending = (packet.length * 8) / line.kilobitsPerSecond;
      const isLost = random.chance(line.loss);
      free[way] = Math.max(now, free[way]) + sending * (isLost ? 2 : 1);
      const again = isLost ? Math.max(RESEND, 2 * line.roundTripMs) : 0;
      const opening = first ? line.roundTripMs : 0;
      first = false;
      return Math.max(arrived, free[way] + line.roundTripMs / 2 + again + opening);
    };
    const later = (work: () => void) => {
      if (arrived <= Date.now()) work();
      else setTimeout(work, arrived - Date.now());
    };
    from.on('data', (data: Buffer) => {
      counted[way] += data.length;
      for (let start = 0; start < data.length; start += PACKET) {
        const packet = data.subarray(start, start + PACKET);
        arrived = carry(packet);
        later(() => into.write(packet));
      }
    });
    from.on('end', () => later(() => into.end()));
    from.on('error', () => into.destroy());
    from.on('close', () => later(() => into.destroy()));
  };

  const server = createServer((client) => {
    const upstream = connect(Number(to.port), to.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
      socket.setNoDelay(true);
    }
    pipe(client, upstream, 'up');
    pipe(upstream, client, 'down');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    shape(next) {
      line = next;
      Object.assign(free, { up: 0, down: 0 });
      Object.assign(counted, { up: 0, down: 0 });
    },
    bytes: () => ({ ...counted }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

import type { Bytes } from '@shared/backup/codec';
import { joinBytes } from '@shared/lib/bytes';
import type { ByteSink } from '@shared/backup/zip-writer';

const PIECE = 1024 * 1024;

/** Gathers bytes into pieces of at most 1 MiB, so that a message does not go for each of thousands of small members. */
export function pieces(take: (bytes: Bytes) => Promise<void>): ByteSink & { flush(): Promise<void> } {
  let held: Bytes[] = [];
  let size = 0;
  async function flush(): Promise<void> {
    const all = joinBytes(held);
    [held, size] = [[], 0];
    for (let at = 0; at < all.length; at += PIECE) await take(all.slice(at, at + PIECE));
  }
  return {
    async write(bytes) {
      held.push(bytes);
      size += bytes.length;
      if (size >= PIECE) await flush();
    },
    flush,
  };
}

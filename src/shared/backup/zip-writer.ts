import { joinBytes } from '@shared/lib/bytes';
import type { Bytes } from './codec';
import type { ZipMember } from './zip-format';
import { directoryEntry, dosTime, endRecord, localHeader } from './zip-format';

/** Where bytes go, one piece after the other. Resolves when it takes more. */
export interface ByteSink {
  write(bytes: Bytes): Promise<void>;
}

export interface ZipWriter {
  /** Adds one member, already packed. */
  add(member: Omit<ZipMember, 'packed' | 'offset'>, packed: Bytes): Promise<void>;
  /** Writes the directory. */
  end(): Promise<void>;
}

/** Directory entries are written out in pieces of this many. */
const ENTRIES = 1_000;

/** Writes a zip front to back, never going back; nothing but its directory is held in memory. */
export function createZipWriter(sink: ByteSink, now: Date): ZipWriter {
  const members: ZipMember[] = [];
  const time = dosTime(now);
  let offset = 0;
  const write = async (bytes: Bytes) => {
    await sink.write(bytes);
    offset += bytes.length;
  };
  return {
    async add({ name, method, crc, size }, packed) {
      const member: ZipMember = { name, method, crc, size, packed: packed.length, offset };
      members.push(member);
      await write(joinBytes([localHeader(member, time), packed]));
    },
    async end() {
      const start = offset;
      for (let at = 0; at < members.length; at += ENTRIES) {
        const entries = members.slice(at, at + ENTRIES);
        await write(joinBytes(entries.map((member) => directoryEntry(member, time))));
      }
      await write(endRecord({ start, size: offset - start, count: members.length }));
    },
  };
}

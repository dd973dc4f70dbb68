import type { Bytes } from './codec';
import { joined } from './codec';
import type { ZipMember } from './zip-format';
import {
  CENTRAL_HEADER,
  CENTRAL_SIZE,
  END,
  END_64,
  END_64_LOCATOR,
  END_64_SIZE,
  END_SIZE,
  IN_ZIP64_16,
  IN_ZIP64_32,
  LOCAL_HEADER,
  LOCAL_SIZE,
  LOCATOR_SIZE,
  ZIP64_EXTRA,
} from './zip-format';

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

/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
const VERSION = 20;
const VERSION_64 = 45;
/** Directory entries are written out in pieces of this many. */
const ENTRIES = 1_000;

/** Writes a zip front to back, never going back; nothing but its directory is held in memory. */
export function createZipWriter(sink: ByteSink, now: Date): ZipWriter {
  const encoder = new TextEncoder();
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
      const encoded = encoder.encode(name);
      const header = new Uint8Array(LOCAL_SIZE + encoded.length);
      const view = new DataView(header.buffer);
      view.setUint32(0, LOCAL_HEADER, true);
      view.setUint16(4, VERSION, true);
      putCommon(view, 6, member, time, encoded.length);
      header.set(encoded, LOCAL_SIZE);
      await write(joined([header, packed]));
    },
    async end() {
      const start = offset;
      for (let at = 0; at < members.length; at += ENTRIES) {
        const entries = members.slice(at, at + ENTRIES);
        await write(joined(entries.map((member) => centralEntry(member, time, encoder.encode(member.name)))));
      }
      await write(endOf(members.length, start, offset - start));
    },
  };
}

/** What local and central headers have in common, from the flags to the length of the name. */
function putCommon(view: DataView, at: number, member: ZipMember, time: number, nameLength: number): void {
  view.setUint16(at, UTF8_FLAG, true);
  view.setUint16(at + 2, member.method, true);
  view.setUint32(at + 4, time, true);
  view.setUint32(at + 8, member.crc, true);
  view.setUint32(at + 12, member.packed, true);
  view.setUint32(at + 16, member.size, true);
  view.setUint16(at + 20, nameLength, true);
}

function centralEntry(member: ZipMember, time: number, name: Bytes): Bytes {
  const isFar = member.offset >= IN_ZIP64_32;
  const entry = new Uint8Array(CENTRAL_SIZE + name.length + (isFar ? 12 : 0));
  const view = new DataView(entry.buffer);
  view.setUint32(0, CENTRAL_HEADER, true);
  view.setUint16(4, isFar ? VERSION_64 : VERSION, true);
  view.setUint16(6, isFar ? VERSION_64 : VERSION, true);
  putCommon(view, 8, member, time, name.length);
  view.setUint16(30, isFar ? 12 : 0, true);
  view.setUint32(42, isFar ? IN_ZIP64_32 : member.offset, true);
  entry.set(name, CENTRAL_SIZE);
  if (isFar) {
    const extra = CENTRAL_SIZE + name.length;
    view.setUint16(extra, ZIP64_EXTRA, true);
    view.setUint16(extra + 2, 8, true);
    view.setBigUint64(extra + 4, BigInt(member.offset), true);
  }
  return entry;
}

function endOf(count: number, start: number, size: number): Bytes {
  const is64 = count >= IN_ZIP64_16 || start >= IN_ZIP64_32 || size >= IN_ZIP64_32;
  const end = new Uint8Array(END_SIZE);
  const view = new DataView(end.buffer);
  view.setUint32(0, END, true);
  view.setUint16(8, Math.min(count, IN_ZIP64_16), true);
  view.setUint16(10, Math.min(count, IN_ZIP64_16), true);
  view.setUint32(12, Math.min(size, IN_ZIP64_32), true);
  view.setUint32(16, Math.min(start, IN_ZIP64_32), true);
  return is64 ? joined([end64(count, start, size), end]) : end;
}

function end64(count: number, start: number, size: number): Bytes {
  const bytes = new Uint8Array(END_64_SIZE + LOCATOR_SIZE);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, END_64, true);
  view.setBigUint64(4, BigInt(END_64_SIZE - 12), true);
  view.setUint16(12, VERSION_64, true);
  view.setUint16(14, VERSION_64, true);
  view.setBigUint64(24, BigInt(count), true);
  view.setBigUint64(32, BigInt(count), true);
  view.setBigUint64(40, BigInt(size), true);
  view.setBigUint64(48, BigInt(start), true);
  view.setUint32(END_64_SIZE, END_64_LOCATOR, true);
  view.setBigUint64(END_64_SIZE + 8, BigInt(start + size), true);
  view.setUint32(END_64_SIZE + 16, 1, true);
  return bytes;
}

/** Two seconds exact, no time zone: as good as zip can; the head of a backup knows better. */
function dosTime(now: Date): number {
  const date = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

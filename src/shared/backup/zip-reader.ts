import { BackupError } from './backup-error';
import type { Bytes } from './codec';
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

/** Where bytes come from, in any order. */
export interface ByteSource {
  size: number;
  /** The bytes from `from` up to `to`, which is not included; both lie within the source. */
  read(from: number, to: number): Promise<Bytes>;
}

/** What a directory may take up, and how many members it may name. */
const MOST_DIRECTORY = 64 * 1024 * 1024;
const MOST_MEMBERS = 300_000;
const LONGEST_COMMENT = 0xffff;

/** The members that the directory of a zip names; null when it has none that can be read. */
export async function readDirectory(source: ByteSource): Promise<ZipMember[] | null> {
  const place = await findDirectory(source);
  if (!place || place.size > source.size || place.start + place.size > source.size) return null;
  if (place.size > MOST_DIRECTORY || place.count > MOST_MEMBERS) {
    throw new BackupError('tooLarge', `${place.count} members`);
  }
  const bytes = await source.read(place.start, place.start + place.size);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members: ZipMember[] = [];
  for (let at = 0; at + CENTRAL_SIZE <= bytes.length;) {
    if (view.getUint32(at, true) !== CENTRAL_HEADER) return null;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + CENTRAL_SIZE + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) return null;
    const nameEnd = at + CENTRAL_SIZE + nameLength;
    members.push(
      withZip64(
        {
          name: new TextDecoder().decode(bytes.subarray(at + CENTRAL_SIZE, nameEnd)),
          method: view.getUint16(at + 10, true),
          crc: view.getUint32(at + 16, true),
          packed: view.getUint32(at + 20, true),
          size: view.getUint32(at + 24, true),
          offset: view.getUint32(at + 42, true),
        },
        new DataView(bytes.buffer, bytes.byteOffset + nameEnd, extraLength),
      ),
    );
    at = next;
  }
  return members.length === place.count ? members : null;
}

/** Members found by their own headers, where the directory is damaged. */
export async function scanMembers(source: ByteSource): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  for (let at = 0; at + LOCAL_SIZE <= source.size;) {
    const member = await readLocal(source, at);
    if (!member) {
      const next = await findHeader(source, at + 1);
      if (next === null) break;
      at = next;
      continue;
    }
    members.push(member);
    if (members.length > MOST_MEMBERS) throw new BackupError('tooLarge', `${members.length} members`);
    at = member.dataStart + member.packed;
  }
  return members;
}

/** The bytes of a member as they lie in the zip; null when its header is not where it should be. */
export async function readPacked(
  source: ByteSource,
  member: Pick<ZipMember, 'offset' | 'packed'>,
): Promise<Bytes | null> {
  if (member.offset + LOCAL_SIZE > source.size) return null;
  const header = await source.read(member.offset, member.offset + LOCAL_SIZE);
  const view = new DataView(header.buffer, header.byteOffset, LOCAL_SIZE);
  // The signature may be what is damaged: what counts is whether the content is right, and that is checked later.
  const start = member.offset + LOCAL_SIZE + view.getUint16(26, true) + view.getUint16(28, true);
  if (start + member.packed > source.size) return null;
  return source.read(start, start + member.packed);
}

interface Place {
  start: number;
  size: number;
  count: number;
}

async function findDirectory(source: ByteSource): Promise<Place | null> {
  const tailStart = Math.max(0, source.size - END_SIZE - LONGEST_COMMENT);
  const tail = await source.read(tailStart, source.size);
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const place = {
      count: view.getUint16(at + 10, true),
      size: view.getUint32(at + 12, true),
      start: view.getUint32(at + 16, true),
    };
    const is64 = place.count === IN_ZIP64_16 || place.size === IN_ZIP64_32 || place.start === IN_ZIP64_32;
    return is64 ? findDirectory64(source, tailStart + at - LOCATOR_SIZE) : place;
  }
  return null;
}

async function findDirectory64(source: ByteSource, locator: number): Promise<Place | null> {
  if (locator < 0) return null;
  const where = viewOf(await source.read(locator, locator + LOCATOR_SIZE));
  if (where.getUint32(0, true) !== END_64_LOCATOR) return null;
  const at = Number(where.getBigUint64(8, true));
  if (at + END_64_SIZE > source.size) return null;
  const end = viewOf(await source.read(at, at + END_64_SIZE));
  if (end.getUint32(0, true) !== END_64) return null;
  const value = (position: number) => Number(end.getBigUint64(position, true));
  return { count: value(32), size: value(40), start: value(48) };
}

/** Values that do not fit into 32 bits stand in an extra field, in the order size, packed size, offset. */
function withZip64(member: ZipMember, extra: DataView): ZipMember {
  for (let at = 0; at + 4 <= extra.byteLength;) {
    const length = extra.getUint16(at + 2, true);
    if (extra.getUint16(at, true) === ZIP64_EXTRA) {
      const found = { ...member };
      let next = at + 4;
      for (const field of ['size', 'packed', 'offset'] as const) {
        if (member[field] !== IN_ZIP64_32 || next + 8 > extra.byteLength) continue;
        found[field] = Number(extra.getBigUint64(next, true));
        next += 8;
      }
      return found;
    }
    at += 4 + length;
  }
  return member;
}

async function readLocal(
  source: ByteSource,
  offset: number,
): Promise<(ZipMember & { dataStart: number }) | null> {
  const view = viewOf(await source.read(offset, offset + LOCAL_SIZE));
  if (view.getUint32(0, true) !== LOCAL_HEADER) return null;
  const nameEnd = offset + LOCAL_SIZE + view.getUint16(26, true);
  const dataStart = nameEnd + view.getUint16(28, true);
  const packed = view.getUint32(18, true);
  if (dataStart + packed > source.size) return null;
  return {
    name: new TextDecoder().decode(await source.read(offset + LOCAL_SIZE, nameEnd)),
    method: view.getUint16(8, true),
    crc: view.getUint32(14, true),
    packed,
    size: view.getUint32(22, true),
    offset,
    dataStart,
  };
}

const WINDOW = 1024 * 1024;

async function findHeader(source: ByteSource, from: number): Promise<number | null> {
  for (let start = from; start + LOCAL_SIZE <= source.size; start += WINDOW) {
    const bytes = await source.read(start, Math.min(source.size, start + WINDOW + 3));
    for (let at = bytes.indexOf(0x50); at >= 0; at = bytes.indexOf(0x50, at + 1)) {
      if (bytes[at + 1] === 0x4b && bytes[at + 2] === 3 && bytes[at + 3] === 4) return start + at;
    }
  }
  return null;
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import { joinBytes } from '@shared/lib/bytes';
import type { Bytes } from './codec';

// The little of the zip format that backups use (PKWARE's APPNOTE 6.3), written and read: stored and deflated members,
// zip64. Numbers are little-endian.

export const STORED = 0;
export const DEFLATED = 8;

/** One file in a zip. */
export interface ZipMember {
  name: string;
  method: number;
  crc: number;
  /** Bytes as they lie in the zip. */
  packed: number;
  /** Bytes when unpacked. */
  size: number;
  /** Of its local header, from the beginning of the zip. */
  offset: number;
}

/** Where the directory lies, and how many members it names. */
export interface DirectoryPlace {
  start: number;
  size: number;
  count: number;
}

/** Bytes of a local header without name and extra field, of the end records and of what leads to the larger one. */
export const LOCAL_SIZE = 30;
export const END_SIZE = 22;
export const END_64_SIZE = 56;
export const LOCATOR_SIZE = 20;
const CENTRAL_SIZE = 46;

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_64 = 0x06064b50;
const LOCATOR = 0x07064b50;

/** A value of 32 or 16 bits that says: look into the zip64 part. */
const IN_ZIP64_32 = 0xffff_ffff;
const IN_ZIP64_16 = 0xffff;
const ZIP64_EXTRA = 0x0001;
/** Names are UTF-8. */
const UTF8_FLAG = 0x0800;
const VERSION = 20;
const VERSION_64 = 45;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What stands in front of a member's bytes. @param time see `dosTime` */
export function localHeader(member: ZipMember, time: number): Bytes {
  const name = encoder.encode(member.name);
  const [header, view] = blank(LOCAL_SIZE + name.length, LOCAL);
  view.setUint16(4, VERSION, true);
  putCommon(view, 6, member, time, name.length);
  header.set(name, LOCAL_SIZE);
  return header;
}

/** A local header as far as its fixed part goes; `length` is that of all of it. */
export interface ReadLocal extends Omit<ZipMember, 'name' | 'offset'> {
  /** Whether it begins as one does. */
  isOne: boolean;
  nameLength: number;
  length: number;
}

/** @param bytes LOCAL_SIZE of them */
export function readLocalHeader(bytes: Bytes): ReadLocal {
  const view = viewOf(bytes);
  const nameLength = view.getUint16(26, true);
  return {
    isOne: view.getUint32(0, true) === LOCAL,
    ...readCommon(view, 6),
    nameLength,
    length: LOCAL_SIZE + nameLength + view.getUint16(28, true),
  };
}

/** What names a member in the directory. */
export function directoryEntry(member: ZipMember, time: number): Bytes {
  const name = encoder.encode(member.name);
  const isFar = member.offset >= IN_ZIP64_32;
  const extra = CENTRAL_SIZE + name.length;
  const [entry, view] = blank(extra + (isFar ? 12 : 0), CENTRAL);
  view.setUint16(4, isFar ? VERSION_64 : VERSION, true);
  view.setUint16(6, isFar ? VERSION_64 : VERSION, true);
  putCommon(view, 8, member, time, name.length);
  view.setUint16(30, isFar ? 12 : 0, true);
  view.setUint32(42, isFar ? IN_ZIP64_32 : member.offset, true);
  entry.set(name, CENTRAL_SIZE);
  if (isFar) {
    view.setUint16(extra, ZIP64_EXTRA, true);
    view.setUint16(extra + 2, 8, true);
    view.setBigUint64(extra + 4, BigInt(member.offset), true);
  }
  return entry;
}

/** The members that a directory names; null where it is none. */
export function readEntries(directory: Bytes): ZipMember[] | null {
  const view = viewOf(directory);
  const members: ZipMember[] = [];
  for (let at = 0; at + CENTRAL_SIZE <= directory.length;) {
    if (view.getUint32(at, true) !== CENTRAL) return null;
    const nameEnd = at + CENTRAL_SIZE + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > directory.length) return null;
    const member = {
      name: decoder.decode(directory.subarray(at + CENTRAL_SIZE, nameEnd)),
      ...readCommon(view, at + 8),
      offset: view.getUint32(at + 42, true),
    };
    members.push(withZip64(member, viewOf(directory.subarray(nameEnd, extraEnd))));
    at = next;
  }
  return members;
}

/** What ends a zip. */
export function endRecord({ start, size, count }: DirectoryPlace): Bytes {
  const is64 = count >= IN_ZIP64_16 || start >= IN_ZIP64_32 || size >= IN_ZIP64_32;
  const [end, view] = blank(END_SIZE, END);
  view.setUint16(8, Math.min(count, IN_ZIP64_16), true);
  view.setUint16(10, Math.min(count, IN_ZIP64_16), true);
  view.setUint32(12, Math.min(size, IN_ZIP64_32), true);
  view.setUint32(16, Math.min(start, IN_ZIP64_32), true);
  return is64 ? joinBytes([endRecord64({ start, size, count }), end]) : end;
}

function endRecord64({ start, size, count }: DirectoryPlace): Bytes {
  const [end, view] = blank(END_64_SIZE, END_64);
  view.setBigUint64(4, BigInt(END_64_SIZE - 12), true);
  view.setUint16(12, VERSION_64, true);
  view.setUint16(14, VERSION_64, true);
  view.setBigUint64(24, BigInt(count), true);
  view.setBigUint64(32, BigInt(count), true);
  view.setBigUint64(40, BigInt(size), true);
  view.setBigUint64(48, BigInt(start), true);
  const [locator, pointing] = blank(LOCATOR_SIZE, LOCATOR);
  pointing.setBigUint64(8, BigInt(start + size), true);
  pointing.setUint32(16, 1, true);
  return joinBytes([end, locator]);
}

/** Finds the last end record in the last bytes of a zip; `is64`: a larger one says where the directory is. */
export function findEnd(tail: Bytes): { at: number; place: DirectoryPlace; is64: boolean } | null {
  const view = viewOf(tail);
  for (let at = tail.length - END_SIZE; at >= 0; at -= 1) {
    if (view.getUint32(at, true) !== END) continue;
    const [count, size, start] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 12, true),
      view.getUint32(at + 16, true),
    ];
    const is64 = count === IN_ZIP64_16 || size === IN_ZIP64_32 || start === IN_ZIP64_32;
    return { at, place: { start, size, count }, is64 };
  }
  return null;
}

/** Where the larger end record is. @param bytes LOCATOR_SIZE of them */
export function readLocator(bytes: Bytes): number | null {
  const view = viewOf(bytes);
  return view.getUint32(0, true) === LOCATOR ? Number(view.getBigUint64(8, true)) : null;
}

/** @param bytes END_64_SIZE of them */
export function readEnd64(bytes: Bytes): DirectoryPlace | null {
  const view = viewOf(bytes);
  if (view.getUint32(0, true) !== END_64) return null;
  const [count, size, start] = [32, 40, 48].map((at) => Number(view.getBigUint64(at, true)));
  return { start: start ?? 0, size: size ?? 0, count: count ?? 0 };
}

/** Two seconds exact, no time zone: as good as zip can; the head of a backup knows better. */
export function dosTime(now: Date): number {
  const date = ((now.getUTCFullYear() - 1980) << 9) | ((now.getUTCMonth() + 1) << 5) | now.getUTCDate();
  const time = (now.getUTCHours() << 11) | (now.getUTCMinutes() << 5) | (now.getUTCSeconds() >> 1);
  return ((date << 16) | time) >>> 0;
}

/** What local header and directory entry have in common, from the flags to the length of the name. */
function putCommon(view: DataView, at: number, member: ZipMember, time: number, nameLength: number): void {
  view.setUint16(at, UTF8_FLAG, true);
  view.setUint16(at + 2, member.method, true);
  view.setUint32(at + 4, time, true);
  view.setUint32(at + 8, member.crc, true);
  view.setUint32(at + 12, member.packed, true);
  view.setUint32(at + 16, member.size, true);
  view.setUint16(at + 20, nameLength, true);
}

function readCommon(view: DataView, at: number): Pick<ZipMember, 'method' | 'crc' | 'packed' | 'size'> {
  return {
    method: view.getUint16(at + 2, true),
    crc: view.getUint32(at + 8, true),
    packed: view.getUint32(at + 12, true),
    size: view.getUint32(at + 16, true),
  };
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

function blank(length: number, mark: number): [Bytes, DataView] {
  const bytes = new Uint8Array(length);
  const view = viewOf(bytes);
  view.setUint32(0, mark, true);
  return [bytes, view];
}

function viewOf(bytes: Bytes): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

import { BackupError } from './backup-error';
import type { Bytes } from './codec';
import type { DirectoryPlace, ZipMember } from './zip-format';
import {
  END_64_SIZE,
  END_SIZE,
  findEnd,
  LOCAL_SIZE,
  LOCATOR_SIZE,
  readEnd64,
  readEntries,
  readLocalHeader,
  readLocator,
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
  const members = readEntries(await source.read(place.start, place.start + place.size));
  return members?.length === place.count ? members : null;
}

/** Members found by their own headers, where the directory is damaged. */
export async function scanMembers(source: ByteSource): Promise<ZipMember[]> {
  const members: ZipMember[] = [];
  for (let at = 0; at + LOCAL_SIZE <= source.size;) {
    const found = await memberAt(source, at);
    if (!found) {
      const next = await findHeader(source, at + 1);
      if (next === null) break;
      at = next;
      continue;
    }
    members.push(found.member);
    if (members.length > MOST_MEMBERS) throw new BackupError('tooLarge', `${members.length} members`);
    at = found.end;
  }
  return members;
}

/** The bytes of a member as they lie in the zip; null when its header is not where it should be. */
export async function readPacked(
  source: ByteSource,
  { offset, packed }: Pick<ZipMember, 'offset' | 'packed'>,
): Promise<Bytes | null> {
  if (offset + LOCAL_SIZE > source.size) return null;
  // The signature may be what is damaged: what counts is whether the content is right, and that is checked later.
  const start = offset + readLocalHeader(await source.read(offset, offset + LOCAL_SIZE)).length;
  return start + packed > source.size ? null : source.read(start, start + packed);
}

async function findDirectory(source: ByteSource): Promise<DirectoryPlace | null> {
  const tailStart = Math.max(0, source.size - END_SIZE - LONGEST_COMMENT);
  const end = findEnd(await source.read(tailStart, source.size));
  if (!end?.is64) return end?.place ?? null;
  const locator = tailStart + end.at - LOCATOR_SIZE;
  if (locator < 0) return null;
  const at = readLocator(await source.read(locator, locator + LOCATOR_SIZE));
  return at === null || at + END_64_SIZE > source.size
    ? null
    : readEnd64(await source.read(at, at + END_64_SIZE));
}

async function memberAt(
  source: ByteSource,
  offset: number,
): Promise<{ member: ZipMember; end: number } | null> {
  const nameStart = offset + LOCAL_SIZE;
  const { isOne, nameLength, length, ...facts } = readLocalHeader(await source.read(offset, nameStart));
  const end = offset + length + facts.packed;
  if (!isOne || end > source.size) return null;
  const name = new TextDecoder().decode(await source.read(nameStart, nameStart + nameLength));
  return { member: { name, ...facts, offset }, end };
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

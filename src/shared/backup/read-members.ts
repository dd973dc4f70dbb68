import { crc32 } from '@shared/lib/crc32';
import { sha256 } from '@shared/lib/sha256';
import { BackupError } from './backup-error';
import type { Bytes } from './codec';
import { inflate } from './codec';
import { LIMITS, PARITY, SUMS, SUMS_COPY } from './format';
import { readParity, xor } from './parity';
import type { ZipMember } from './zip-format';
import { DEFLATED, STORED } from './zip-format';
import type { ByteSource } from './zip-reader';
import { readDirectory, readPacked, scanMembers } from './zip-reader';

/** A member as far as it could be read. */
export interface ReadMember {
  bytes: Bytes;
  /** `repaired`: damaged, and had back from its parity. `damaged`: not what was written, or only its beginning. */
  state: 'whole' | 'repaired' | 'damaged';
}

export interface MemberReader {
  /** Names of all members that are there or should be. */
  names: readonly string[];
  /**
   * Reads and checks one member.
   * @param limit bytes that it may unpack to
   */
  read(name: string, limit: number): Promise<ReadMember>;
}

/** Opens a zip by its directory, and where that is damaged by the headers of its members. */
export async function openMembers(source: ByteSource): Promise<MemberReader> {
  const listed = (await readDirectory(source)) ?? [];
  const byName = new Map(listed.map((member) => [member.name, member]));
  let scanned: Promise<Map<string, ZipMember>> | undefined;
  const scan = () =>
    (scanned ??= scanMembers(source).then((found) => new Map(found.map((each) => [each.name, each]))));
  if (byName.size === 0) for (const [name, member] of await scan()) byName.set(name, member);
  if (byName.size === 0) throw new BackupError('notABackup', 'no zip');

  async function unpacked(member: ZipMember | undefined, limit: number): Promise<Unpacked | null> {
    const packed = member && (await readPacked(source, member));
    return packed ? unpack(member, packed, limit) : null;
  }

  const sums = new Map<string, Set<string>>();
  for (const name of [SUMS, SUMS_COPY]) {
    const found = await unpacked(byName.get(name), LIMITS.sums);
    if (found) addSums(sums, new TextDecoder().decode(found.bytes));
  }

  /** Right by its checksum; where none is known, by the zip's own. */
  async function isRight(name: string, found: Unpacked | null): Promise<boolean> {
    if (!found?.whole) return false;
    const known = sums.get(name);
    return known ? known.has(await sha256(found.bytes)) : found.crcMatches;
  }

  async function repair(name: string, limit: number): Promise<Bytes | null> {
    for (const parity of [...byName.keys()].filter((each) => each.startsWith(PARITY))) {
      const found = await unpacked(byName.get(parity), LIMITS.part);
      const group = found && readParity(found.bytes);
      const wanted = group?.members.find((member) => member.name === name);
      if (!group || !wanted) continue;
      let rest = Uint8Array.from(group.sum);
      for (const { name: other } of group.members) {
        const member = byName.get(other);
        if (other === name) continue;
        const packed = member && (await readPacked(source, member));
        if (!packed) return null;
        rest = xor(rest, packed);
      }
      const packed = rest.slice(0, wanted.packed);
      const again = await unpack({ method: DEFLATED, crc: 0 }, packed, limit);
      return (await isRight(name, again)) ? again.bytes : null;
    }
    return null;
  }

  return {
    names: [...new Set([...byName.keys(), ...sums.keys()])],
    async read(name, limit) {
      const found = await unpacked(byName.get(name), limit);
      if (found && (await isRight(name, found))) return { bytes: found.bytes, state: 'whole' };
      // The directory may have led to the wrong place.
      const again = await unpacked((await scan()).get(name), limit);
      if (again && (await isRight(name, again))) return { bytes: again.bytes, state: 'whole' };
      const repaired = sums.has(name) ? await repair(name, limit) : null;
      if (repaired) return { bytes: repaired, state: 'repaired' };
      const best = [found, again].reduce(longer);
      return { bytes: best?.bytes ?? new Uint8Array(), state: 'damaged' };
    },
  };
}

interface Unpacked {
  bytes: Bytes;
  whole: boolean;
  crcMatches: boolean;
}

async function unpack(
  { method, crc }: Pick<ZipMember, 'method' | 'crc'>,
  packed: Bytes,
  limit: number,
): Promise<Unpacked> {
  if (method !== DEFLATED && method !== STORED) return { bytes: packed, whole: false, crcMatches: false };
  if (method === STORED && packed.length > limit) {
    throw new BackupError('tooLarge', `${packed.length} bytes instead of ${limit}`);
  }
  const most = Math.min(limit, Math.max(LIMITS.ratioFrom, packed.length * LIMITS.ratio));
  const { bytes, whole } = method === DEFLATED ? await inflate(packed, most) : { bytes: packed, whole: true };
  return { bytes, whole, crcMatches: whole && crc32(bytes) === crc };
}

function longer(a: Unpacked | null, b: Unpacked | null): Unpacked | null {
  return (b?.bytes.length ?? 0) > (a?.bytes.length ?? 0) ? b : a;
}

/** The lines that are not empty, one at a time: what somebody made only to be split fills no memory. */
export function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    if (stop > start) yield text.slice(start, stop);
    start = stop + 1;
  }
}

/** The two lists may contradict each other where one is damaged: what fits to either is right. */
function addSums(sums: Map<string, Set<string>>, text: string): void {
  for (const line of linesOf(text)) {
    const match = /^([0-9a-f]{64}) {2}(.{1,400})$/.exec(line);
    if (!match) continue;
    const [, sum = '', name = ''] = match;
    const known = sums.get(name);
    if (known) known.add(sum);
    else sums.set(name, new Set([sum]));
  }
}

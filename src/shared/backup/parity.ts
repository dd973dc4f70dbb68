import type { Bytes } from './codec';
import { joinBytes } from '@shared/lib/bytes';

/** What is XORed together, and how long each is. */
interface ParityMembers {
  members: { name: string; packed: number }[];
}

export interface ParityGroup {
  /** How many members it holds. */
  size(): number;
  add(name: string, packed: Bytes): void;
  /** The parity of what was added: a line of JSON, then the XOR of all packed members. Begins a new group. */
  take(): Bytes;
}

/** Sums up packed members, so that any one of them can be had back from the others. */
export function createParityGroup(): ParityGroup {
  let members: ParityMembers['members'] = [];
  let sum: Bytes = new Uint8Array();
  return {
    size: () => members.length,
    add(name, packed) {
      members.push({ name, packed: packed.length });
      sum = xor(sum, packed);
    },
    take() {
      const head = new TextEncoder().encode(`${JSON.stringify({ members } satisfies ParityMembers)}\n`);
      const bytes = joinBytes([head, sum]);
      members = [];
      sum = new Uint8Array();
      return bytes;
    },
  };
}

/** A parity as it was read; null when it cannot be understood. */
export function readParity(bytes: Bytes): (ParityMembers & { sum: Bytes }) | null {
  const end = bytes.indexOf(0x0a);
  if (end < 0) return null;
  try {
    const { members } = JSON.parse(new TextDecoder().decode(bytes.subarray(0, end))) as ParityMembers;
    const isGood = members.every(({ name, packed }) => typeof name === 'string' && packed >= 0);
    return isGood ? { members, sum: bytes.subarray(end + 1) } : null;
  } catch {
    return null;
  }
}

/** What is missing: the XOR of the parity and all others. */
export function xor(a: Bytes, b: Uint8Array): Bytes {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [Uint8Array.from(b), a];
  for (let at = 0; at < shorter.length; at += 1) {
    longer[at] = (longer[at] as number) ^ (shorter[at] as number);
  }
  return longer;
}

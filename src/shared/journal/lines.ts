import { crc32Hex } from '../lib/crc32';

/**
 * The form of a journal file: one entry a line, `\n<CRC-32 of the JSON, 8 hexadecimal digits> <JSON>\n`, in UTF-8.
 * JSON has no line break in it, so whatever happens to one line, the next one begins after the next break; each line
 * has a break on both sides, so that one changed byte costs one entry, also when that byte is a break. Zeros are room
 * that was reserved on the disk.
 */
export function toLine(entry: unknown): Uint8Array<ArrayBuffer> {
  const json = encoder.encode(JSON.stringify(entry));
  const line = new Uint8Array(SUM + json.length + 3);
  line[0] = BREAK;
  line.set(encoder.encode(crc32Hex(json)), 1);
  line[SUM + 1] = SPACE;
  line.set(json, SUM + 2);
  line[line.length - 1] = BREAK;
  return line;
}

/** What a file holds. */
export interface ReadLines {
  /** The entries in the order in which they were written, of lines that are whole. */
  entries: unknown[];
  /** Lines, counted from 1, that are not what was written. */
  damaged: number[];
  /** Whether the end is the beginning of a line: the process ended while it was being written. */
  torn: boolean;
  /** Where the next line would be written: behind the last one that is no beginning of a line, bytes. */
  next: number;
}

export function readLines(file: Uint8Array): ReadLines {
  const read: ReadLines = { entries: [], damaged: [], torn: false, next: 0 };
  const end = writtenLength(file);
  let number = 0;
  for (let start = 0; start < end;) {
    if (file[start] === BREAK || file[start] === 0) {
      start += 1;
      continue;
    }
    number += 1;
    const found = file.indexOf(BREAK, start);
    const stop = found < 0 ? end : Math.min(found, end);
    const entry = readLine(file.subarray(start, stop));
    if (entry) read.entries.push(entry.value);
    else if (stop === end) read.torn = true;
    else read.damaged.push(number);
    start = stop + 1;
    if (!read.torn) read.next = Math.min(start, end);
  }
  return read;
}

const SUM = 8;
const SPACE = 0x20;
const BREAK = 0x0a;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Without the zeros at the end. */
function writtenLength(file: Uint8Array): number {
  let end = file.length;
  while (end > 0 && file[end - 1] === 0) end -= 1;
  return end;
}

function readLine(line: Uint8Array): { value: unknown } | null {
  const json = line.subarray(SUM + 1);
  if (line[SUM] !== SPACE || decoder.decode(line.subarray(0, SUM)) !== crc32Hex(json)) return null;
  try {
    return { value: JSON.parse(decoder.decode(json)) };
  } catch {
    return null;
  }
}

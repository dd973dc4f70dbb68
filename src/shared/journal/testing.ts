import type { TeamDocument } from '../domain/record/documents';
import { merge } from '../domain/record/merge';
import type { JournalDisk } from './disk';
import type { Journal, JournalParts } from './journal';
import { createJournal } from './journal';
import type { ReadLines } from './lines';
import { readLines } from './lines';

/** A disk in memory that can be full, and on which the process can end after any number of bytes. */
export interface MemoryDisk {
  disk: JournalDisk;
  files: Map<string, Uint8Array<ArrayBuffer>>;
  /** Bytes that can still be written; the write that passes this writes a part, and rejects. */
  room: number;
  /** The same for growing alone: what the files have been given can be written. */
  growth: number;
  writes: number;
  /** Bytes written in all, after each write. */
  marks: number[];
  /** What each file holds. */
  lines(): ReadLines[];
}

export function memoryDisk(room = Infinity): MemoryDisk {
  let written = 0;
  const world: MemoryDisk = {
    files: new Map(),
    room,
    growth: Infinity,
    writes: 0,
    marks: [],
    lines: () => [...world.files.values()].map(readLines),
    disk: {
      list: () => Promise.resolve([...world.files.keys()]),
      read: (name) => Promise.resolve(world.files.get(name)?.slice() ?? new Uint8Array()),
      async write(name, at, bytes) {
        await Promise.resolve();
        world.writes += 1;
        const before = world.files.get(name) ?? new Uint8Array();
        const part = bytes.subarray(0, Math.min(bytes.length, world.room));
        const grows = Math.max(0, at + part.length - before.length);
        if (grows > world.growth) throw new Error('no room');
        const after = grows > 0 ? new Uint8Array(at + part.length) : before;
        if (grows > 0) after.set(before);
        after.set(part, at);
        world.files.set(name, after);
        world.room -= part.length;
        world.growth -= grows;
        written += part.length;
        world.marks.push(written);
        if (part.length < bytes.length) throw new Error('no room');
      },
      async remove(names) {
        await Promise.resolve();
        if (world.room <= 0) throw new Error('the process has ended');
        for (const name of names) world.files.delete(name);
      },
      close: () => undefined,
    },
  };
  return world;
}

/** Timers that a test lets pass. */
export function heldTimers() {
  const waiting: { ms: number; callback: () => void }[] = [];
  return {
    timers: {
      after(ms: number, callback: () => void) {
        const own = { ms, callback };
        waiting.push(own);
        return () => {
          if (waiting.includes(own)) waiting.splice(waiting.indexOf(own), 1);
        };
      },
    },
    pass(): void {
      for (const { callback } of waiting.splice(0)) callback();
    },
  };
}

export function journalOn(disk: JournalDisk, parts: Partial<JournalParts> = {}): Journal {
  return createJournal({
    ...{ disk, merge, window: 'window-1', now: () => 7, timers: heldTimers().timers },
    onTrouble: () => undefined,
    ...parts,
  });
}

const STAMPS = ['000000001-000-a', '000000002-000-a', '000000003-000-a', '000000004-000-a'];

/** A ticket whose subject was written the given time. */
export function ticketAt(id: string, subject: string, time = 0): TeamDocument {
  return {
    _id: `ticket:${id}`,
    type: 'ticket',
    v: 1,
    ...{ number: 'K7-0001X', ticketType: 'incident', status: 'new', priority: 'medium', tags: [] },
    ...{ createdAt: '2026-11-21T10:00:00.000Z', createdBy: 'maija', archived: false },
    subject,
    stamps: { subject: STAMPS[time] ?? '' },
  };
}

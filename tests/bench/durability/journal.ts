import { merge } from '@shared/domain/record/merge';
import { isTeamDocument } from '@shared/domain/validation/shape';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { createJournal } from '@shared/journal/journal';
import { toLine } from '@shared/journal/lines';
import { joinBytes } from '@shared/lib/bytes';
import { readJournals } from '@shared/journal/read-journal';
import { memoryDisk, ticketAt } from '@shared/journal/testing';
import { openTeamDatabase } from '@renderer/data/database';
import { replayJournals } from '@renderer/data/journal/replay';
import { memoryStorage } from '../../fixtures/memory-storage';
import type { Bar } from '../bench';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const SEED = 4;
const PARTS = { merge, isTeamDocument };

/** Bar 4: a journal that ends anywhere, has a changed byte anywhere, or a million entries. */
export const journal: DurabilityPart = {
  name: 'journal',
  async run({ args, progress }) {
    const entries = numberArgument(args, '--entries', 1_000_000);
    const cuts = numberArgument(args, '--cuts', 20_000);
    const flips = numberArgument(args, '--flips', 20_000);
    const file = await written(200);
    progress(`journal of ${file.length} bytes`);
    return [cutBar(file, cuts), ...flipBars(file, flips), ...largeBars(entries), await replayBar()];
  },
};

/** What a window writes that stores `count` tickets. */
async function written(count: number): Promise<Uint8Array> {
  const world = memoryDisk();
  const own = createJournal({
    ...{ disk: world.disk, window: 'bench-window', merge, now: () => 7 },
    timers: { after: () => () => undefined },
    onTrouble: () => undefined,
    tidyAbove: Infinity,
  });
  for (let at = 0; at < count; at += 1)
    await own.storing([ticketAt(`t${at}`, `Tulostin ${at}`)], () => Promise.resolve());
  return [...world.files.values()][0] ?? new Uint8Array();
}

const read = (bytes: Uint8Array) => readJournals([{ name: 'w.1', bytes }], PARTS);

/** Ends of the file at each boundary of a line and at random places: all whole lines before it, and nothing else. */
function cutBar(file: Uint8Array, cuts: number): Bar {
  const ends = [...file.keys()]
    .filter((at) => file[at] === 0x0a && file[at + 1] === 0x0a)
    .map((at) => at + 1);
  const random = createRandom(SEED);
  const last = ends.at(-1) ?? 0;
  const places = [...ends, ...Array.from({ length: cuts }, () => random.below(last))];
  const wrong = places.filter((place) => {
    const { docs, damaged } = read(file.subarray(0, place));
    const whole = ends.filter((end) => end <= place + 1).length;
    return damaged.length > 0 || docs.size !== whole;
  });
  return atMost()('4.1', `${places.length} ends of the file: not exactly what was whole`, wrong.length);
}

function flipBars(file: Uint8Array, flips: number): Bar[] {
  const random = createRandom(SEED + 1);
  const length = file.findLastIndex((byte) => byte !== 0);
  const entries = read(file).docs.size;
  let lost = 0;
  let unnamed = 0;
  for (let round = 0; round < flips; round += 1) {
    const at = random.below(length - 2);
    const bytes = file.slice(0, length + 1);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
    const { docs, damaged } = read(bytes);
    if (docs.size < entries - 1) lost += 1;
    if (docs.size < entries && damaged.length === 0) unnamed += 1;
  }
  const bar = atMost();
  return [
    bar('4.2', `${flips} changed bytes: more than the one entry lost`, lost),
    bar('4.3', `${flips} changed bytes: entry lost and not named`, unnamed),
  ];
}

function largeBars(count: number): Bar[] {
  const lines = Array.from({ length: 1_000 }, (_, at) =>
    toLine({ kind: 'stored', number: at, docs: [ticketAt(`t${at}`, `Tulostin ${at}`)] }),
  );
  const total = Math.ceil(count / lines.length);
  const size = lines.reduce((sum, line) => sum + line.length, 0);
  const bytes = new Uint8Array(size * total);
  for (let round = 0, at = 0; round < total; round += 1)
    for (const line of lines) {
      bytes.set(line, at);
      at += line.length;
    }
  const began = performance.now();
  const found = read(bytes);
  const seconds = (performance.now() - began) / 1_000;
  const bar = atMost();
  const what = `${found.entries} entries, ${Math.round(bytes.length / 1e6)} MB`;
  return [
    bar('4.4', `${what}: not read`, count - found.entries),
    bar('4.5', `${found.entries} entries: read, for each 10 000`, (seconds * 10_000) / found.entries, 's', 2),
  ];
}

/** As after a lost database: none of it is there. The database is one in memory. */
async function replayBar(): Promise<Bar> {
  const count = 10_000;
  const lines = Array.from({ length: count }, (_, at) =>
    toLine({ kind: 'stored', number: at, docs: [ticketAt(`t${at}`, `Tulostin ${at}`)] }),
  );
  const database = await openTeamDatabase('bench-replay', getRxStorageMemory());
  const own = createJournal({
    ...{ disk: memoryDisk().disk, window: 'bench-window', merge, now: () => 7 },
    timers: { after: () => () => undefined },
    onTrouble: () => undefined,
  });
  const bytes = joinBytes(lines);
  const used = process.cpuUsage();
  const began = performance.now();
  const { changes } = await replayJournals(database, read(bytes), own, memoryStorage());
  const seconds = (performance.now() - began) / 1_000;
  const { user, system } = process.cpuUsage(used);
  await database.close();
  const bar = atMost(`${((user + system) / 1e6).toFixed(1)} s of work`);
  const what = `${changes} changes: read, put into an empty database and written down anew`;
  return bar('4.7', what, changes === count ? seconds : Number.NaN, 's', 2);
}

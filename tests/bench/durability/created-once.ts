import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { merge } from '@shared/domain/record/merge';
import { createTicket } from '@shared/domain/tickets/ticket-commands';
import { isTeamDocument } from '@shared/domain/validation/shape';
import type { JournalDisk } from '@shared/journal/disk';
import type { Journal } from '@shared/journal/journal';
import { createJournal } from '@shared/journal/journal';
import { readJournals } from '@shared/journal/read-journal';
import { memoryDisk } from '@shared/journal/testing';
import { createCommandRunner } from '@renderer/data/command-runner';
import type { TeamDatabase } from '@renderer/data/database';
import { openTeamDatabase } from '@renderer/data/database';
import { createDrafts } from '@renderer/data/drafts';
import { replayJournals } from '@renderer/data/journal/replay';
import { createReplicaStore } from '@renderer/data/replica-store';
import { memoryStorage } from '../../fixtures/memory-storage';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const SEED = 9;
/** Where the process ends, if it does: with the form, with the journal, or with the database written. */
const FATES = ['lives', 'lives', 'formKept', 'journalled', 'stored'] as const;
type Fate = (typeof FATES)[number];

const KEY = 'new-ticket/';
const session = {
  ...{ database: 'luuri-bench', teamName: 'Bench', user: 'maija' },
  ...{ role: 'agent' as const, devicePrefix: 'K7' },
};

/** Bar 9: somebody makes tickets on a machine that keeps dying, and saves again whatever form is there afterwards. */
export const createdOnce: DurabilityPart = {
  name: 'created-once',
  async run({ args, progress }) {
    const creates = numberArgument(args, '--creates', 10_000);
    const random = createRandom(SEED);
    const database = await openTeamDatabase('created-once', getRxStorageMemory());
    const machine = await openMachine(database);
    let kills = 0;
    for (let at = 0; at < creates; at += 1) {
      const subject = `Tulostin ${at}`;
      machine.type(subject);
      let fate: Fate = random.pick(FATES);
      while ((await machine.form()) !== '') {
        await machine.create(subject, fate);
        if (fate === 'lives') break;
        kills += 1;
        await machine.restart();
        fate = 'lives';
      }
      if (at % 100 === 99) await machine.send();
      if (at % 1_000 === 999) progress(`${at + 1} tickets made, ${kills} ends of the process`);
    }
    const rows = await database.collections.tickets.find().exec();
    const numbers = new Set(rows.map((row) => row.doc['number']));
    const subjects = new Set(rows.map((row) => row.doc['subject']));
    await database.close();
    const what = `${creates} tickets made, process ended ${kills} times in the middle`;
    const bar = atMost();
    const off = (count: number) => Math.abs(count - creates);
    return [
      bar('9.1', `${what}: records too many or too few`, off(rows.length)),
      bar('9.2', `${what}: tickets missing`, off(subjects.size)),
      bar('9.3', `${what}: numbers given twice`, off(numbers.size)),
    ];
  },
};

async function openMachine(database: TeamDatabase) {
  const world = memoryDisk();
  const clock = createHybridClock(Date.now, 'K7bench');
  const items = memoryStorage();
  let windows = 0;
  /** Told when the process ends with the next write of its journal. */
  let dies: (() => void) | null = null;
  let running = open();

  function open() {
    windows += 1;
    const journal = createJournal({
      ...{ disk: mortal(world.disk, () => dies), window: `window-${windows}`, merge, now: Date.now },
      timers: { after: () => () => undefined },
      onTrouble: () => undefined,
    });
    const run = createCommandRunner({
      ...{ database, session, clock, journal, items, now: Date.now },
      isDiskFull: () => false,
      highestNumber: () => Promise.resolve(0),
    });
    return { journal, run, drafts: createDrafts(database.collections.local, journal) };
  }

  return {
    type: (text: string) => running.drafts.write(KEY, text),
    form: () => running.drafts.read(KEY),
    async create(subject: string, fate: Fate) {
      await running.drafts.flush();
      if (fate === 'formKept') return;
      const end = fate === 'journalled' ? new Promise<void>((resolve) => (dies = resolve)) : null;
      const args = { ticketType: 'incident', subject };
      const saving = running.run(createTicket, args, { key: KEY, text: subject });
      await (end ?? saving);
      if (fate !== 'lives') return;
      running.drafts.settle(KEY, subject);
      await running.drafts.flush();
    },
    async restart() {
      dies = null;
      const dead = [...world.files].map(([name, bytes]) => ({ name, bytes }));
      running = open();
      const found = readJournals(dead, { merge, isTeamDocument });
      await replayJournals(database, found, running.journal, items);
      await running.journal.flush();
      await world.disk.remove(dead.map(({ name }) => name));
    },
    send: () => send(database, running.journal),
  };
}

/** A disk whose process may end with a write: the write is done, and nobody hears of it. */
function mortal(disk: JournalDisk, dies: () => (() => void) | null): JournalDisk {
  return {
    ...disk,
    async write(name, at, bytes) {
      await disk.write(name, at, bytes);
      const end = dies();
      if (!end) return;
      end();
      await new Promise(() => undefined);
    },
  };
}

/** The server takes everything. */
async function send(database: TeamDatabase, journal: Journal): Promise<void> {
  const store = createReplicaStore(database);
  for (;;) {
    const { records } = await store.dirtyBatch(500, null);
    if (records.length === 0) return;
    await store.update(
      records.map(({ id }) => id),
      (record) => record && { ...record, rev: '1-x', dirty: 0 },
    );
    for (const { doc } of records) journal.acknowledged(doc);
  }
}

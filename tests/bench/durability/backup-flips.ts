import { openBackup } from '@shared/backup/read-backup';
import { backupOf, sourceOf } from '@shared/backup/testing';
import { generateTeam } from '../generator';
import { createRandom } from '../random';
import { numberArgument } from '../world/arguments';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

const SEED = 8;
const NOW = '2026-11-22T10:00:00.000Z';
const SIZES = { tickets: 300, eventsPerTicket: 3, calls: 60, customers: 30, runs: 5 };

/** Bar 8: one bit of a backup is flipped, somewhere; then it is read. */
export const backupFlips: DurabilityPart = {
  name: 'backup-flips',
  async run({ args, progress }) {
    const rounds = numberArgument(args, '--flips', 200);
    const random = createRandom(SEED);
    const docs = [...generateTeam({ seed: SEED, now: NOW, ...SIZES })].flat();
    const whole = await backupOf(docs);
    let [lost, unnamed, mended] = [0, 0, 0];
    for (let round = 0; round < rounds; round += 1) {
      const bytes = whole.slice();
      const at = random.below(bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      const backup = await openBackup(sourceOf(bytes));
      const read = new Set<string>();
      const named = new Set<string>();
      for await (const batch of backup.records()) {
        for (const { _id } of batch.docs) read.add(_id);
        for (const { name } of batch.damaged) named.add(name);
      }
      const missing = docs.filter(({ _id }) => !read.has(_id));
      lost += missing.length;
      unnamed += missing.filter(({ _id }) => !named.has(_id)).length;
      mended += backup.repaired.length;
      if (round % 50 === 49) progress(`backup-flips: ${round + 1} of ${rounds}`);
    }
    const what = `${rounds} backups of ${docs.length} records with one flipped bit, ${mended} parts mended`;
    const bar = atMost();
    return [
      bar('8.6', `${what}: records lost`, lost),
      bar('8.7', `${what}: records lost and not named`, unnamed),
    ];
  },
};

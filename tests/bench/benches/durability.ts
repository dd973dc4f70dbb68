import { fileURLToPath } from 'node:url';
import type { Bar, Bench } from '../bench';
import { closedStore } from '../durability/closed-store';
import { backup } from '../durability/backup';
import { backupFlips } from '../durability/backup-flips';
import { bombs } from '../durability/bombs';
import { createdOnce } from '../durability/created-once';
import { erasing } from '../durability/erasing';
import { fullDisk } from '../durability/full-disk';
import { journal } from '../durability/journal';
import { killedWhileTyping } from '../durability/killed-while-typing';
import { damagedStore } from '../durability/damaged-store';
import { migration } from '../durability/migration';
import type { DurabilityPart } from '../durability/part';
import { saveWait } from '../durability/save-wait';
import { remoteChange } from '../durability/remote-change';
import { textArgument } from '../world/arguments';
import { openPartial } from '../world/partial';

/** One file a part; they run in this order. */
const PARTS: readonly DurabilityPart[] = [
  journal,
  saveWait,
  createdOnce,
  killedWhileTyping,
  damagedStore,
  closedStore,
  fullDisk,
  migration,
  remoteChange,
  backup,
  backupFlips,
  erasing,
  bombs,
];

const BUILT = fileURLToPath(new URL('../../../out/renderer', import.meta.url));

/** What was typed or stored is there again after whatever ends the app or takes its data. */
export const bench: Bench = {
  name: 'durability',
  about: 'kills, lost stores, damaged files: nothing typed is ever lost (--only NAME,NAME for some parts)',
  async run({ args, progress }) {
    const app = textArgument(args, '--app') ?? BUILT;
    const only = textArgument(args, '--only')?.split(',');
    const unknown = only?.filter((name) => !PARTS.some((part) => part.name === name)) ?? [];
    if (unknown.length > 0) throw new Error(`no part ${unknown.join(', ')}`);
    const partial = openPartial('durability', JSON.stringify(args), progress);
    const bars: Bar[] = [];
    for (const part of PARTS.filter(({ name }) => only?.includes(name) ?? true))
      bars.push(...(await partial.once(part.name, () => part.run({ args, app, progress }))));
    partial.finish();
    return bars;
  },
};

import { readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../random';

/** One kind of damage to what the browser keeps in databases; a line of `damage-cases.json`. */
export interface DamageCase {
  /** As a support lead would say it. */
  what: string;
  damage: 'folderGone' | 'allGone' | 'fileGone' | 'flipped' | 'truncated';
  /** Part of the name of the file that is damaged; one of those that have it. */
  file?: string;
  times: number;
}

export const damageCases = JSON.parse(
  readFileSync(new URL('./damage-cases.json', import.meta.url), 'utf8'),
) as DamageCase[];

/** Damages the databases in a browser profile that no browser has open. Answers what was done, for the log. */
export function damageProfile(profile: string, { damage, file = '' }: DamageCase, random: Random): string {
  const all = join(profile, 'Default', 'IndexedDB');
  const folder = join(all, readdirSync(all).find((name) => name.endsWith('.leveldb')) ?? '');
  if (damage === 'allGone' || damage === 'folderGone') {
    rmSync(damage === 'allGone' ? all : folder, { recursive: true });
    return damage;
  }
  const files = readdirSync(folder)
    .filter((name) => name.includes(file) && statSync(join(folder, name)).size > 0)
    .sort();
  const name = files[random.below(files.length)];
  if (name === undefined) throw new Error(`no ${file} in the profile`);
  const path = join(folder, name);
  const { size } = statSync(path);
  if (damage === 'fileGone') rmSync(path);
  if (damage === 'truncated') truncateSync(path, random.below(size));
  if (damage === 'flipped') flip(path, Math.min(size, 1 + random.below(64)), random);
  return `${damage} ${name}`;
}

/** Changes so many bytes, anywhere in the file. */
function flip(path: string, count: number, random: Random): void {
  const bytes = readFileSync(path);
  for (let flipped = 0; flipped < count; flipped += 1) {
    const at = random.below(bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 + random.below(255));
  }
  writeFileSync(path, bytes);
}

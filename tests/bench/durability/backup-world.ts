import { createHash } from 'node:crypto';
import type { Ask } from '@hub/cli/operator-client';
import type { Backup } from '@shared/backup/read-backup';
import { addedEventIdOf, CONTENT, contentIdOf } from '@shared/domain/files/file';
import { canonicalJson } from '@shared/lib/canonical-json';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { GeneratedSizes } from '../generator';
import { generateTeam } from '../generator';
import { createRandom } from '../random';
import { runSource } from '../world/run-source';
import { DATABASE, LEAD, putAll, startTeam } from '../world/team';

const SEED = 8;
const NOW = '2026-11-22T10:00:00.000Z';
const FILE_BYTES = 24_000;

/** A team with files, the same for the same sizes. */
export async function fillTeam(ask: Ask, sizes: GeneratedSizes & { files: number }): Promise<void> {
  const { files, ...rest } = sizes;
  await startTeam(ask);
  for (const docs of generateTeam({ seed: SEED, now: NOW, ...rest })) await putAll(ask, docs);
  const random = createRandom(SEED);
  const clock = createHybridClock(() => Date.parse(NOW), 'K7bench');
  for (let at = 0; at < files; at += 200) {
    const batch = Array.from({ length: Math.min(200, files - at) }, (_, index) =>
      fileAt(at + index, random, clock.next()),
    );
    const events = batch.map(({ event }) => event);
    await putAll(ask, events);
    const contents = batch.map(({ content }) => content);
    await putAll(ask, contents, `${DATABASE}-files`);
  }
}

function fileAt(index: number, random: ReturnType<typeof createRandom>, at: string) {
  const bytes = Buffer.from(Array.from({ length: FILE_BYTES }, () => random.below(256)));
  const fileId = `01JCZ8Z${String(index).padStart(19, '0')}`;
  const data = {
    ...{ fileId, name: `kuva ${index}.jpg`, size: bytes.length, mediaType: 'image/jpeg' },
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const event = {
    ...{ _id: addedEventIdOf(fileId), type: 'event', v: 1, kind: 'fileAdded', about: 'ticket:1', at, data },
    ...{ occurredAt: NOW, author: LEAD.user, device: 'K7' },
  };
  const attachment = { content_type: 'application/octet-stream', data: bytes.toString('base64') };
  const content = {
    ...{ _id: contentIdOf(fileId, LEAD.user), type: 'file', v: 1, createdAt: NOW, createdBy: LEAD.user },
    ...{ size: bytes.length, _attachments: { [CONTENT]: attachment } },
  };
  return { event, content };
}

/** What a team's server holds, by id: a hash of each record, and of each content the revision and the digest. */
export async function hashesOf(ask: Ask): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const path of [`/db/${DATABASE}`, `/db/${DATABASE}-files`]) {
    for (let start = ''; ;) {
      const from = start === '' ? '' : `&start_key=${encodeURIComponent(JSON.stringify(start))}`;
      const { rows } = (await ask('GET', `${path}/_all_docs?include_docs=true&limit=2000${from}`)) as {
        rows: { id: string; doc: Record<string, unknown> }[];
      };
      for (const { id, doc } of rows) {
        if (id.startsWith('_design/') || id === 'team:epoch') continue;
        const { _rev, ...own } = doc;
        found.set(id, hash(path.endsWith('-files') ? doc : own));
      }
      const last = rows.at(-1)?.id;
      if (rows.length < 2_000 || last === undefined) break;
      start = `${last}\u0000`;
    }
  }
  return found;
}

/** What a backup holds, by id and by path. */
export async function hashesIn(backup: Backup): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for await (const { docs } of backup.records()) for (const doc of docs) found.set(doc._id, hash(doc));
  for await (const file of backup.files()) {
    if ('content' in file) {
      const { content, ...facts } = file;
      found.set(file.fileId, hash([facts, createHash('sha256').update(content).digest('hex')]));
    }
  }
  return found;
}

function hash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value)).digest('hex');
}

/** How many of the first are missing or other in the second. */
export function differences(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): number {
  return [...from].filter(([id, own]) => to.get(id) !== own).length;
}

/** Runs the hub's command line from the sources. @returns seconds that it took */
export async function hubCommand(...args: string[]): Promise<number> {
  const started = Date.now();
  await runSource('src/hub/cli.ts', args);
  return (Date.now() - started) / 1_000;
}

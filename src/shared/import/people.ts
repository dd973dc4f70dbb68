import type { TeamDocument } from '@shared/domain/record/documents';
import { newHeader } from '@shared/domain/record/write';
import type { Agent, Group } from '@shared/domain/team/team';
import { buildRecord, UNDATED } from './imported-records';
import { stableId } from '@shared/lib/stable-id';

/**
 * People and groups of the source system. They have no accounts here: each is an archived `agent:` document marked
 * as imported, so that names show on what they did and nobody offers them work.
 */
export interface ImportedPeople {
  /** Who did what the source names nobody for: the source itself. */
  importer: string;
  /** The user name that stands for somebody. */
  user(id: string, name: string, details?: { email?: string; phone?: string }): string;
  /** The id of a work group. */
  group(id: string, name: string, details?: { archived?: boolean }): string;
  documents(): TeamDocument[];
}

/**
 * @param source name of the profile: people of two systems are never the same
 * @param title what the source is called
 * @param latest see `buildRecord`
 */
export function importedPeople(source: string, title: string, latest: string): ImportedPeople {
  const agents = new Map<string, Agent>();
  const groups = new Map<string, Group>();
  const made = { now: UNDATED, author: importerOf(source) };
  function addAgent(
    user: string,
    name: string,
    key: string,
    details?: { email?: string; phone?: string },
  ): void {
    const fields = { user, name, role: 'viewer' as const, email: '', phone: '', ...details };
    const header = newHeader<Agent>('agent', user, fields, made);
    agents.set(user, { ...header, archived: true, imported: true, sourceId: key });
  }
  addAgent(made.author, title, `${source}:importer`);
  return {
    importer: made.author,
    user(id, name, details) {
      const key = `${source}:user:${id}`;
      // Made of the id, not of the name: names change, and may be known only to a later export.
      const user = `${slug(`${source}-${id}`)}-${stableId(key).slice(-5).toLowerCase()}`;
      if (!agents.has(user) || details) addAgent(user, name, key, details);
      return user;
    },
    group(id, name, details) {
      const key = `${source}:group:${id}`;
      const header = newHeader<Group>('group', stableId(key), { name, members: [] }, made);
      if (!groups.has(key) || details) {
        groups.set(key, { ...header, archived: details?.archived ?? false, imported: true, sourceId: key });
      }
      return header._id;
    },
    documents: () =>
      [...agents.values(), ...groups.values()].flatMap((header) =>
        buildRecord(header, { source: String(header['sourceId']), latest }).documents(),
      ),
  };
}

/** Author of what the source does not name anybody for. */
export function importerOf(source: string): string {
  return `import-${source}`;
}

function slug(name: string): string {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replaceAll(/^-+|-+$/g, '');
}

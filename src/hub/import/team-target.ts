import { randomBytes } from 'node:crypto';
import type { TeamDocument } from '@shared/domain/record/documents';
import type { Ask } from '../cli/operator-client';
import { readPassword } from '../cli/read-password';
import { teamDatabase, teamOf } from '../team/roles';

/** What the server said of one written document. */
export interface WriteAnswer {
  id: string;
  /** Absent when it was written; `conflict`, `forbidden` or another word of CouchDB's. */
  error?: string;
  reason?: string;
}

/** The team database that is written to. */
export interface TeamTarget {
  /** For the report. */
  name: string;
  /** User name recorded with what is new. */
  importedBy: string;
  /** The documents that exist, by id, with `_rev`. */
  read(ids: readonly string[]): Promise<Map<string, TeamDocument & { _rev: string }>>;
  write(docs: readonly TeamDocument[]): Promise<WriteAnswer[]>;
}

interface Info {
  team?: { id: string; name: string };
}

/** The team of a hub whose operator we are; makes one when there is none. */
export async function operatorTarget(ask: Ask, say: (line: string) => void): Promise<TeamTarget> {
  const info = (await ask('GET', '/api/info')) as Info;
  const team = info.team ?? (await makeTeam(ask, say));
  return target(ask, `/db/${teamDatabase(team.id)}`, { name: team.name, importedBy: 'operator' });
}

/** The team, or null while there is none; for a dry run, which makes none. */
export async function existingOperatorTarget(ask: Ask): Promise<TeamTarget | null> {
  const { team } = (await ask('GET', '/api/info')) as Info;
  return team
    ? target(ask, `/db/${teamDatabase(team.id)}`, { name: team.name, importedBy: 'operator' })
    : null;
}

async function makeTeam(ask: Ask, say: (line: string) => void): Promise<{ id: string; name: string }> {
  const password = randomBytes(12).toString('base64url');
  const body = { teamName: 'Luuri', displayName: 'Lead', user: 'lead', password, language: 'fi' };
  const { team } = (await ask('POST', '/api/setup', body)) as Required<Info>;
  say(`There was no team yet. Made the team "${team.name}".`);
  say(
    `  user      lead\n  password  ${password}\n  The password is shown only now; it can be changed in the settings.`,
  );
  return team;
}

/** The team of another server, as one of its leads. @throws Error with words for the person */
export async function serverTarget(server: string, user: string): Promise<TeamTarget> {
  const password =
    process.env['LUURI_PASSWORD'] || (await readPassword(`Password for ${user} on ${server}: `));
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
  const base = server.replace(/\/+$/, '');
  // A hub has its databases below /db, a CouchDB at the root.
  for (const root of [`${base}/db`, base]) {
    const response = await fetch(`${root}/_session`, { headers: { authorization } }).catch((error: Error) => {
      throw new Error(`${server} does not answer: ${error.message}`);
    });
    if (response.status === 401) throw new Error('wrong user or password');
    if (response.status === 403) throw new Error('the account is locked for a while');
    const session = (await response.json().catch(() => null)) as { userCtx?: { roles?: string[] } } | null;
    if (!response.ok || !session?.userCtx) continue;
    const roles = session.userCtx.roles ?? [];
    const team = teamOf(roles);
    if (team === undefined) throw new Error(`${user} is in no team on ${server}`);
    if (!roles.includes(`${teamDatabase(team)}:lead`))
      throw new Error(`only a lead can import; ${user} is none`);
    return target(asker(root, authorization), `/${teamDatabase(team)}`, { name: team, importedBy: user });
  }
  throw new Error(`${server} is no Luuri hub and no CouchDB`);
}

function asker(root: string, authorization: string): Ask {
  return async (method, path, body) => {
    const response = await fetch(`${root}${path}`, {
      method,
      redirect: 'error',
      headers: { authorization, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`status ${response.status}: ${JSON.stringify(answer)}`);
    return answer;
  };
}

function target(ask: Ask, path: string, facts: { name: string; importedBy: string }): TeamTarget {
  return {
    ...facts,
    async read(ids) {
      const answer = (await ask('POST', `${path}/_all_docs?include_docs=true`, { keys: ids })) as {
        rows: { doc?: (TeamDocument & { _rev: string }) | null }[];
      };
      return new Map(answer.rows.flatMap(({ doc }) => (doc ? [[doc._id, doc] as const] : [])));
    },
    write: async (docs) => (await ask('POST', `${path}/_bulk_docs`, { docs })) as WriteAnswer[],
  };
}

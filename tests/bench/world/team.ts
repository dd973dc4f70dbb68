import type { Ask } from '@hub/cli/operator-client';
import { asker } from '@hub/cli/operator-client';
import type { Hub } from '@hub/hub';

/** Who signs in. */
export const LEAD = { user: 'maija', password: 'oikea hevonen paristo niitti' };

/** The database of the team of {@link startTeam}. */
export const DATABASE = 'luuri-bench';

/** Asks a hub of this process as its operator. */
export function askOf({ url, operatorToken }: Pick<Hub, 'url' | 'operatorToken'>): Ask {
  return asker(url, operatorToken);
}

/** Makes a hub's team, with its lead. */
export async function startTeam(ask: Ask, { teamName = 'Bench', user = LEAD.user } = {}): Promise<void> {
  const { password } = LEAD;
  await ask('POST', '/api/setup', { teamName, displayName: 'Maija', language: 'fi', user, password });
}

/** Puts documents into a database as they are; throws unless all were taken. */
export async function putAll(ask: Ask, docs: readonly object[], database = DATABASE): Promise<void> {
  const rows = (await ask('POST', `/db/${database}/_bulk_docs`, { docs })) as { error?: string }[];
  const refused = rows.find((row) => row.error);
  if (refused) throw new Error(`not stored: ${JSON.stringify(refused)}`);
}

/** The team's documents of one type, as the server has them. */
export async function documentsOn<Doc>(ask: Ask, type: string): Promise<Doc[]> {
  const query = `include_docs=true&startkey="${type}:"&endkey="${type};"`;
  const { rows } = (await ask('GET', `/db/${DATABASE}/_all_docs?${query}`)) as { rows: { doc: Doc }[] };
  return rows.map(({ doc }) => doc);
}

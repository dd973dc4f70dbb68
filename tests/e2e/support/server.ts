import type { Hub } from '@hub/hub';
import type { TeamDocument } from '@shared/domain/record/documents';

/** The team's database as the server holds it, seen by the operator of the hub. */
export interface ServerSide {
  /** Every document but design documents. */
  documents(): Promise<TeamDocument[]>;
  /** Puts documents there as another machine would; throws unless every one was taken. */
  put(documents: readonly TeamDocument[]): Promise<void>;
}

/** @param team the part of the database's name after `luuri-` */
export function serverOf(hub: Hub, team = 'tuki'): ServerSide {
  const root = `${hub.url}/db/luuri-${team}`;
  const headers = { authorization: `Bearer ${hub.operatorToken}`, 'content-type': 'application/json' };
  return {
    async documents() {
      const answer = await fetch(`${root}/_all_docs?include_docs=true`, { headers });
      if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`);
      const { rows } = (await answer.json()) as { rows: { id: string; doc: TeamDocument }[] };
      return rows.filter(({ id }) => !id.startsWith('_')).map(({ doc }) => doc);
    },
    async put(documents) {
      const answer = await fetch(`${root}/_bulk_docs`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ docs: documents }),
      });
      const rows = (await answer.json()) as { error?: string; reason?: string }[];
      const refused = rows.filter(({ error }) => error);
      if (!answer.ok || refused.length > 0) throw new Error(JSON.stringify(refused));
    },
  };
}

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub, type Hub, type HubOptions } from '@hub/hub';
import type { FetchLike } from '@shared/couchdb-sync/config';

/** A hub with its embedded database and a team in it, in a folder of its own. */
export interface HubTeam {
  hub: Hub;
  /** `<hub>/db/luuri-<team>` */
  databaseUrl: string;
  /** Signs in and answers a fetch that carries the session. */
  signIn(user: string): Promise<SignedIn>;
  addMember(user: string, role: 'agent' | 'lead' | 'viewer'): Promise<void>;
  removeMember(user: string): Promise<void>;
  /** Stops the hub, and starts it again on the same folder and port. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export interface SignedIn {
  fetch: FetchLike;
  /** Signs in anew. */
  renew(): Promise<void>;
  signOut(): void;
}

const PASSWORD = 'hyvä salasana';
const QUICK_HASH = { N: 2 ** 10, r: 8, p: 1 };

/** @param more a CouchDB behind the hub, for instance; `teamName` where another must not be met */
export async function openHubTeam(more: HubOptions & { teamName?: string } = {}): Promise<HubTeam> {
  const dataDir = await mkdtemp(join(tmpdir(), 'luuri sync ä '));
  const { teamName = 'Testitiimi', ...hubOptions } = more;
  const options = { ...hubOptions, dataDir, passwordCost: QUICK_HASH };
  const team: HubTeam = {
    hub: await openHub({ ...options, port: 0 }),
    databaseUrl: '',
    async signIn(user) {
      let cookie = '';
      const renew = async () => {
        const answer = await post(`${team.hub.url}/db/_session`, { name: user, password: PASSWORD });
        cookie = sessionCookie(answer);
      };
      await renew();
      return {
        renew,
        signOut: () => (cookie = ''),
        fetch: (url, request) =>
          fetch(url, {
            ...(request as RequestInit),
            headers: { ...request.headers, ...(cookie ? { cookie } : {}) },
          }),
      };
    },
    async addMember(user, role) {
      await post(`${team.hub.url}/api/members`, { user, displayName: user, password: PASSWORD, role }, lead);
    },
    async removeMember(user) {
      const answer = await fetch(`${team.hub.url}/api/members/${user}`, {
        method: 'DELETE',
        headers: { cookie: lead },
      });
      if (!answer.ok) throw new Error(await answer.text());
    },
    async restart() {
      const { port } = team.hub;
      await team.hub.close();
      team.hub = await openHub({ ...options, port });
    },
    async close() {
      await team.hub.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  const answer = await post(`${team.hub.url}/api/setup`, {
    teamName,
    displayName: 'Maija',
    user: 'maija',
    password: PASSWORD,
    language: 'fi',
  });
  const lead = sessionCookie(answer);
  const body = (await answer.json()) as { team: { id: string } };
  team.databaseUrl = `${team.hub.url}/db/luuri-${body.team.id.replace(/^luuri-/, '')}`;
  return team;
}

async function post(url: string, body: unknown, cookie = ''): Promise<Response> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${answer.status} from ${url}: ${await answer.text()}`);
  return answer;
}

function sessionCookie(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

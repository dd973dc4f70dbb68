import { HUB_VERSION } from '../version';
import { filesDatabase, roleIn, teamDatabase, teamOf } from '../team/roles';
import type { TeamServer } from '../team/team-server';

const RETRY_MS = 30_000;

/**
 * Renews the rules in every team's databases once, so that an upgraded hub does not leave a CouchDB with the old ones.
 * Tries again as long as the server does not answer: the hub works meanwhile.
 * @param say takes a line for whoever runs the hub
 * @returns how to stop trying
 */
export function keepRules(server: TeamServer, say: (line: string) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let complained = false;

  async function renew(): Promise<void> {
    for (const name of await databasesOf(server)) {
      const state = await server.renewRules(name);
      if (state === 'written' || state === 'renewed') say(`The rules of ${name} were ${state}.`);
      if (typeof state === 'object') {
        say(
          `The rules of ${name} are of hub ${state.newer} and stay, because this one is older (${HUB_VERSION}). ` +
            'Upgrade it.',
        );
      }
    }
  }

  function attempt(): void {
    renew().catch((error: Error) => {
      if (stopped) return;
      if (!complained) say(`The rules could not be looked at yet: ${error.message}`);
      complained = true;
      timer = setTimeout(attempt, RETRY_MS);
      timer.unref();
    });
  }

  attempt();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

async function databasesOf(server: TeamServer): Promise<string[]> {
  const teams = (await server.accounts()).flatMap(({ roles }) => {
    const id = teamOf(roles);
    return id !== undefined && roleIn(id, roles) === 'lead' ? [id] : [];
  });
  return [...new Set(teams)].flatMap((id) => [teamDatabase(id), filesDatabase(id)]);
}

import type { Account, Accounts } from '../accounts/accounts';
import type { Databases } from '../store/databases';
import { ADMIN_ROLE } from '../store/user-context';
import { readWinners, writeDocuments } from '../store/write-documents';
import type { TeamAccount, TeamServer } from './team-server';

const OPERATOR = { name: 'hub', roles: [ADMIN_ROLE] };

/** Provisioning in the hub's own databases and accounts. */
export function embeddedTeamServer(databases: Databases, accounts: Accounts): TeamServer {
  return {
    kind: 'embedded',
    databaseNames: async () => databases.names(),
    async ensureDatabase(name, security) {
      if (databases.has(name)) await databases.get(name).setSecurity(security);
      else await databases.create(name, security);
    },
    renewRules: async () => 'current',
    read: (database, ids) => readWinners(databases.get(database), ids),
    async write(database, docs) {
      const rows = await writeDocuments(databases.get(database), docs, {
        newEdits: true,
        user: OPERATOR,
        rules: { validate: () => undefined, containsLeaf: () => true, erases: () => false },
      });
      const failed = rows.find((row) => !('ok' in row) && row.error !== 'conflict');
      if (failed && !('ok' in failed)) throw new Error(`${failed.id}: ${failed.reason}`);
    },
    accounts: async () => accounts.list().map(withoutPassword),
    async addAccount({ user, displayName, roles, password }) {
      await accounts.set(user, { displayName, roles, password });
    },
    async changeAccount(user, update) {
      if (!(await accounts.change(user, update))) throw new Error(`no account ${user}`);
    },
  };
}

function withoutPassword({ name, displayName, roles, active }: Account): TeamAccount {
  return { user: name, displayName, roles: [...roles], active };
}

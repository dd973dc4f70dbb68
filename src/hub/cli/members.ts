import type { CliOptions } from './options';
import { UsageError } from './options';
import { readCouchAddress } from '../backend/couch-address';
import { withOperator } from './operator-client';
import type { Ask } from './operator-client';
import { readPassword } from './read-password';

interface Member {
  user: string;
  displayName: string;
  role: string;
  active: boolean;
}

/** `hub members …`: lets whoever owns the data folder see and repair the accounts, also when every lead is locked out. */
export async function manageMembers(options: CliOptions): Promise<number> {
  const [action = 'list', user, ...more] = options.rest;
  if (more.length > 0) throw new UsageError(`unexpected: ${more.join(' ')}`);
  const work = workOf(action, user, options);
  const couch = options.couch === undefined ? undefined : readCouchAddress(options.couch, process.env);
  const { dataDir, couchTimeoutMs } = options;
  await withOperator({ dataDir, couch, couchTimeoutMs }, work);
  return 0;
}

function workOf(action: string, user: string | undefined, options: CliOptions): (ask: Ask) => Promise<void> {
  if (action === 'list') return list;
  if (user === undefined) throw new UsageError(`members ${action} needs a user name`);
  const path = `/api/members/${encodeURIComponent(user)}`;
  switch (action) {
    case 'add':
      return async (ask) => {
        const { name: displayName = user, role = 'agent' } = options;
        const password = await readPassword(`Password for ${user}: `);
        await ask('POST', '/api/members', { user, displayName, role, password });
        say(`Added ${user}.`);
      };
    case 'reset-password':
      return async (ask) => {
        await ask('PATCH', path, { password: await readPassword(`New password for ${user}: `) });
        say(`The password of ${user} was changed, and every session of that account ended.`);
      };
    case 'activate':
      return async (ask) => {
        await ask('PATCH', path, { active: true });
        say(`${user} may sign in again.`);
      };
    default:
      throw new UsageError(`unknown: members ${action}`);
  }
}

async function list(ask: Ask): Promise<void> {
  for (const { user, displayName, role, active } of (await ask('GET', '/api/members')) as Member[]) {
    say(`${user}\t${role}\t${active ? 'active' : 'removed'}\t${displayName}`);
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

import type { CouchAddress } from '../backend/couch-address';
import { readCouchAddress } from '../backend/couch-address';
import { newPassword, userName } from '../api/schemas';
import { luuriContent } from '../team/luuri-content';
import { provisionCouch } from '../team/provision-couch';
import type { CliOptions } from './options';
import { UsageError } from './options';
import { readPassword } from './read-password';

/** `hub provision`: makes a CouchDB fit for a team, and says line by line what was done. */
export async function provision(options: CliOptions): Promise<number> {
  const { team, user, name, language = 'fi', dryRun } = options;
  if (user !== undefined && !userName.safeParse(user).success) {
    throw new UsageError('--user: lower-case letters, digits, . _ - (40 at most)');
  }
  await provisionCouch({
    couch: couchOf(options),
    fetch: (where, init) => fetch(where, init),
    timeoutMs: options.couchTimeoutMs,
    content: luuriContent,
    now: new Date().toISOString(),
    team,
    lead: user === undefined ? undefined : { user, displayName: name ?? user },
    language,
    dryRun,
    readPassword: async () => {
      const password = await readPassword(`Password for ${user}: `);
      if (!newPassword.safeParse(password).success) {
        throw new UsageError('the password needs at least 8 characters');
      }
      return password;
    },
    say: (line) => void process.stdout.write(`${line}\n`),
  });
  return 0;
}

/** The CouchDB of a command that cannot do without one. Throws `UsageError`. */
export function couchOf({ command, couch }: CliOptions): CouchAddress {
  if (couch === undefined) throw new UsageError(`${command} needs --couch URL`);
  try {
    return readCouchAddress(couch, process.env);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

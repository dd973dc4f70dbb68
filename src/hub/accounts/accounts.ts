import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJsonFile, writeFileAtomically } from '../store/json-file';
import { DEFAULT_COST, hashPassword, verifyPassword } from './passwords';
import type { PasswordCost, PasswordHash } from './passwords';

const accountSchema = z.object({
  name: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  active: z.boolean(),
  /** Changes with the password and with removal, and with it every session ends. */
  generation: z.string(),
  password: z.object({
    algorithm: z.literal('scrypt'),
    N: z.number(),
    r: z.number(),
    p: z.number(),
    salt: z.string(),
    hash: z.string(),
  }),
});
const fileSchema = z.object({ version: z.literal(1), accounts: z.array(accountSchema) });

/** One person's account. */
export type Account = z.infer<typeof accountSchema>;

export interface AccountChange {
  displayName?: string | undefined;
  roles?: string[] | undefined;
  password?: string | undefined;
  active?: boolean | undefined;
}

/** Who may sign in. Kept in one file that is replaced as a whole. */
export interface Accounts {
  list(): Account[];
  get(name: string): Account | undefined;
  /** Adds or replaces an account. */
  set(
    name: string,
    change: Required<Pick<AccountChange, 'displayName' | 'roles' | 'password'>>,
  ): Promise<Account>;
  /** Changes an existing account; undefined when there is none. */
  change(name: string, change: AccountChange): Promise<Account | undefined>;
  /** The account, when it is active and this is its password. A wrong name costs as much time as a wrong password. */
  verify(name: string, password: string): Promise<Account | undefined>;
  /** Calls `listener` with the name of an account whose sessions ended. */
  onRevoked(listener: (name: string) => void): void;
}

/** Opens the account file at `path`; it need not exist yet. */
export async function openAccounts(path: string, cost: PasswordCost = DEFAULT_COST): Promise<Accounts> {
  const stored = await readJsonFile(path);
  const accounts = new Map<string, Account>();
  if (stored !== undefined) {
    for (const account of fileSchema.parse(stored).accounts) accounts.set(account.name, account);
  }
  const decoy: PasswordHash = await hashPassword(randomBytes(16).toString('hex'), cost);
  const listeners: ((name: string) => void)[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** The file first, then the memory: nobody signs in with what a crash would forget. */
  function store(account: Account): Promise<Account> {
    const work = last.then(async () => {
      const next = new Map(accounts).set(account.name, account);
      await writeFileAtomically(path, JSON.stringify({ version: 1, accounts: [...next.values()] }, null, 2));
      const before = accounts.get(account.name);
      accounts.set(account.name, account);
      if (before && before.generation !== account.generation)
        for (const listener of listeners) listener(account.name);
      return account;
    });
    last = work.catch(() => undefined);
    return work;
  }

  return {
    list: () => [...accounts.values()],
    get: (name) => accounts.get(name),
    async set(name, { displayName, roles, password }) {
      const hash = await hashPassword(password, cost);
      return store({ name, displayName, roles, active: true, generation: newGeneration(), password: hash });
    },
    async change(name, change) {
      const hash = change.password === undefined ? undefined : await hashPassword(change.password, cost);
      const account = accounts.get(name);
      if (!account) return undefined;
      const ends = hash !== undefined || change.active === false;
      return store({
        ...account,
        displayName: change.displayName ?? account.displayName,
        roles: change.roles ?? account.roles,
        active: change.active ?? account.active,
        password: hash ?? account.password,
        generation: ends ? newGeneration() : account.generation,
      });
    },
    async verify(name, password) {
      const account = accounts.get(name);
      const right = await verifyPassword(password, account?.password ?? decoy);
      return right && account?.active === true && accounts.get(name) === account ? account : undefined;
    },
    onRevoked: (listener) => void listeners.push(listener),
  };
}

function newGeneration(): string {
  return randomBytes(9).toString('base64url');
}

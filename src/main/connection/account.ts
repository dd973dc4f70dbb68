import { z } from 'zod';
import type { SecretStore } from './secret-store';

const account = z.object({
  /** Base address of the server the credentials belong to; they are never sent to another. */
  address: z.string(),
  user: z.string(),
  /** Null after a sign-in that knows only a session (a team made with sample data). */
  password: z.string().nullable(),
  /** Value of the `AuthSession` cookie; only kept when there is no password to get a new one with. */
  session: z.string().nullable(),
});

export type Account = z.infer<typeof account>;

export interface AccountKeeper {
  load(): Promise<Account | null>;
  save(account: Omit<Account, 'address'>): Promise<void>;
  forget(): Promise<void>;
}

const SECRET = 'account';

/** The one account of this profile, bound to a server address. */
export function createAccountKeeper(secrets: SecretStore, address: string): AccountKeeper {
  return {
    async load() {
      const text = await secrets.read(SECRET);
      if (text === null) return null;
      const parsed = account.safeParse(parseJson(text));
      return parsed.success && parsed.data.address === address ? parsed.data : null;
    },
    async save(next) {
      const kept: Account = { ...next, address, session: next.password === null ? next.session : null };
      await secrets.write(SECRET, JSON.stringify(kept));
    },
    forget: () => secrets.clear(SECRET),
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

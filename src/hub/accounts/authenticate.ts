import { createHmac, randomBytes } from 'node:crypto';
import { CouchError } from '../store/couch-error';
import { NOBODY } from '../store/user-context';
import type { UserContext } from '../store/user-context';
import type { Account, Accounts } from './accounts';
import type { Session, Sessions } from './sessions';
import type { Throttle } from './throttle';

/** What a request shows about who sends it. */
export interface Evidence {
  authorization: string | undefined;
  /** Of several the first good one counts. */
  sessionTokens: readonly string[];
  /** Remote address, the key of the throttle. */
  address: string;
}

export interface Identity {
  user: UserContext;
  session?: Session;
  handler: 'cookie' | 'default' | 'operator' | 'none';
}

/** Finds out who asks. */
export interface Authenticator {
  /** Throws 401 for a wrong password and 403 for a locked account; a bad cookie is simply nobody. */
  identify(evidence: Evidence): Promise<Identity>;
  /** Checks a password under the throttle. Throws as above. */
  checkPassword(user: string, password: string, address: string): Promise<Account>;
}

/** CouchDB's words; clients tell by them a lock-out from a missing right. */
export const LOCKED_REASON = 'Account is temporarily locked due to multiple authentication failures';
const BASIC_CACHE_MS = 60_000;
const MAX_CHECKS_AT_ONCE = 4;
const MAX_CHECKS_WAITING = 64;

export function createAuthenticator(parts: {
  accounts: Accounts;
  sessions: Sessions;
  throttle: Throttle;
  now: () => number;
}): Authenticator {
  const { accounts, sessions, throttle, now } = parts;
  const cacheKey = randomBytes(32);
  const verified = new Map<string, { generation: string; until: number }>();
  const enter = createTurnstile(MAX_CHECKS_AT_ONCE, MAX_CHECKS_WAITING);

  async function checkPassword(user: string, password: string, address: string): Promise<Account> {
    if (throttle.isLocked(user, address)) throw new CouchError(403, 'forbidden', LOCKED_REASON);
    const leave = await enter();
    try {
      // Guesses sent side by side wait here; those behind the fifth failure are refused unseen as well.
      if (throttle.isLocked(user, address)) throw new CouchError(403, 'forbidden', LOCKED_REASON);
      const account = await accounts.verify(user, password);
      if (!account) {
        throttle.failed(user, address);
        throw new CouchError(401, 'unauthorized', 'Name or password is incorrect.');
      }
      throttle.succeeded(user, address);
      return account;
    } finally {
      leave();
    }
  }

  async function basic(credentials: string, address: string): Promise<Identity> {
    const text = Buffer.from(credentials, 'base64').toString('utf8');
    const colon = text.indexOf(':');
    if (colon < 0) throw new CouchError(400, 'bad_request', 'Authorization has invalid value');
    const [name, password] = [text.slice(0, colon), text.slice(colon + 1)];
    const key = createHmac('sha256', cacheKey).update(text).digest('base64');
    const known = verified.get(key);
    const account = accounts.get(name);
    if (known && account?.active && known.generation === account.generation && known.until > now()) {
      return { user: contextOf(account), handler: 'default' };
    }
    verified.delete(key);
    const checked = await checkPassword(name, password, address);
    for (const [old, { until }] of verified) if (until <= now()) verified.delete(old);
    verified.set(key, { generation: checked.generation, until: now() + BASIC_CACHE_MS });
    return { user: contextOf(checked), handler: 'default' };
  }

  return {
    checkPassword,
    async identify({ authorization, sessionTokens, address }) {
      const [scheme = '', value = ''] = (authorization ?? '').split(' ');
      if (scheme.toLowerCase() === 'basic') return basic(value, address);
      const good = sessionTokens.map((token) => sessions.read(token, accounts.get));
      const session = good.find((read) => read !== undefined);
      const account = session && accounts.get(session.user);
      if (!session || !account) return { user: NOBODY, handler: 'none' };
      return { user: contextOf(account), session, handler: 'cookie' };
    },
  };
}

export function contextOf(account: Account): UserContext {
  return { name: account.name, roles: account.roles };
}

/** Lets a few in at once: each password check holds tens of megabytes. */
function createTurnstile(places: number, waiting: number): () => Promise<() => void> {
  let free = places;
  const queue: (() => void)[] = [];
  const leave = () => {
    const next = queue.shift();
    if (next) next();
    else free += 1;
  };
  return async () => {
    if (free > 0) free -= 1;
    else if (queue.length >= waiting) throw new CouchError(503, 'busy', 'Too many sign-ins at once');
    else await new Promise<void>((resolve) => queue.push(resolve));
    return leave;
  };
}

import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readJsonFile, writeFileAtomically } from '../store/json-file';
import type { Account } from './accounts';

/** A sign-in that a request carried. */
export interface Session {
  id: string;
  user: string;
  /** Milliseconds since 1970. */
  expiresAt: number;
  /** Whether so much of its life is gone that the answer should carry a renewed token. */
  stale: boolean;
}

/** Signed session tokens. They end by time, by signing out, and with the account's generation. */
export interface Sessions {
  /** A new token, or with `of` a renewed one of the same session. */
  issue(account: Account, of?: Session): string;
  /** The session of a token, or undefined when it is not (or no more) good. */
  read(token: string, find: (user: string) => Account | undefined): Session | undefined;
  revoke(session: Session): Promise<void>;
  readonly lifetimeSeconds: number;
}

export interface SessionOptions {
  /** Key of the signature. */
  secret: Buffer;
  /** File of the sessions that were signed out of before their time. */
  revokedPath: string;
  now: () => number;
  lifetimeMs?: number | undefined;
}

/** A week without use. People work offline for days; the browser edition keeps their work meanwhile anyway. */
export const DEFAULT_LIFETIME_MS = 7 * 24 * 3_600_000;
const STALE_AFTER = 0.1;

export async function openSessions(options: SessionOptions): Promise<Sessions> {
  const { secret, revokedPath, now, lifetimeMs = DEFAULT_LIFETIME_MS } = options;
  const stored = await readJsonFile(revokedPath);
  const revoked = new Map(Object.entries((stored ?? {}) as Record<string, number>));

  const sign = (body: string, account: Account) =>
    createHmac('sha256', secret).update(`${account.generation}\n${body}`).digest();

  return {
    lifetimeSeconds: Math.floor(lifetimeMs / 1000),
    issue(account, of) {
      const claims = [of?.id ?? randomBytes(12).toString('base64url'), account.name, now() + lifetimeMs];
      const body = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${body}.${sign(body, account).toString('base64url')}`;
    },
    read(token, find) {
      const [body = '', signature = '', ...rest] = token.split('.');
      const claims = readClaims(body);
      const account = claims && rest.length === 0 ? find(claims.user) : undefined;
      if (!claims || !account?.active) return undefined;
      const given = Buffer.from(signature, 'base64url');
      const expected = sign(body, account);
      if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
      const left = claims.expiresAt - now();
      if (left <= 0 || revoked.has(claims.id)) return undefined;
      return { ...claims, stale: left < lifetimeMs * (1 - STALE_AFTER) };
    },
    async revoke(session) {
      // A renewed token of this session may live one lifetime longer than the one that was shown.
      revoked.set(session.id, now() + lifetimeMs);
      for (const [id, until] of revoked) if (until < now()) revoked.delete(id);
      await writeFileAtomically(revokedPath, JSON.stringify(Object.fromEntries(revoked)));
    },
  };
}

function readClaims(body: string): { id: string; user: string; expiresAt: number } | undefined {
  try {
    const [id, user, expiresAt] = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as unknown[];
    if (typeof id !== 'string' || typeof user !== 'string' || typeof expiresAt !== 'number') return undefined;
    return { id, user, expiresAt };
  } catch {
    return undefined;
  }
}

import { z } from 'zod';
import { createGateway, type Gateway } from '@shared/db-gateway/gateway';
import { joinServer, type JoinedServer } from '@shared/db-gateway/probe-server';
import type { Fetch } from '@shared/db-gateway/types';
import type { JsonFile } from '../files/json-file';
import { createAccountKeeper } from './account';
import type { SecretStore } from './secret-store';
import { createSessionFetch, type SessionFetch } from './session-fetch';

const httpAddress = z.url({ protocol: /^https?$/ });

/** A team that was joined. Addresses without a slash at the end. */
export const savedConnection = z.object({
  v: z.literal(1),
  address: httpAddress,
  databaseRoot: httpAddress,
  /** Null for a bare CouchDB. */
  apiRoot: httpAddress.nullable(),
});

export type SavedConnection = z.infer<typeof savedConnection>;

export type JoinOutcome = Awaited<ReturnType<typeof joinServer>>;

export interface ConnectionParts {
  readonly file: JsonFile<SavedConnection>;
  readonly secrets: SecretStore;
  /** Node's own fetch: cancels properly, and Chromium's six connections a host do not apply. */
  readonly fetch: Fetch;
  /** Address of the hub on this computer; started when it is not running. */
  readonly localHub: () => Promise<string>;
  /** Called before anything goes to another server or person. */
  readonly onSwitch: (reason: string) => void;
}

export interface Connections {
  /** The forwarder to the server in force. Rejects when the local hub cannot be started. */
  gateway(): Promise<Gateway>;
  /** Null when the hub on this computer is used. */
  address(): Promise<string | null>;
  /** Signs in at another server and, when that worked, makes it the one in force. Tried once. */
  connect(address: string, user: string, password: string): Promise<JoinOutcome>;
  /** Signs out and goes back to the hub on this computer. What is stored locally stays. */
  disconnect(): Promise<void>;
}

type Target = Omit<SavedConnection, 'v'>;

interface Route {
  readonly address: string;
  readonly session: SessionFetch;
  readonly forward: Gateway;
}

/** Decides where `/db` and `/api` go: a joined team's server, or else the hub on this computer. */
export function createConnections(parts: ConnectionParts): Connections {
  let route: Route | null = null;

  async function wanted(): Promise<Target> {
    const saved = await parts.file.read();
    if (saved !== null) return saved;
    const address = await parts.localHub();
    return { address, databaseRoot: `${address}/db`, apiRoot: `${address}/api` };
  }

  async function current(): Promise<Route> {
    const target = await wanted();
    if (route?.address === target.address) return route;
    const { address, databaseRoot, apiRoot } = target;
    const keeper = createAccountKeeper(parts.secrets, accountKey(address));
    const session = createSessionFetch({ fetch: parts.fetch, address, databaseRoot, keeper });
    const forward = createGateway({ fetch: session.fetch, target: { databaseRoot, apiRoot } });
    route = { address, session, forward };
    return route;
  }

  async function use(joined: JoinedServer, password: string): Promise<void> {
    const { address, databaseRoot, apiRoot, user, session } = joined;
    parts.onSwitch('another server was chosen');
    await createAccountKeeper(parts.secrets, accountKey(address)).save({ user, password, session });
    await parts.file.write({ v: 1, address, databaseRoot, apiRoot });
    // Also when the address is the same: another person may have signed in.
    route = null;
  }

  return {
    gateway: async () => (await current()).forward,
    address: async () => (await parts.file.read())?.address ?? null,
    async connect(typed, user, password) {
      const outcome = await joinServer(parts.fetch, typed, user, password);
      if (outcome.ok) await use(outcome.value, password);
      return outcome;
    },
    async disconnect() {
      parts.onSwitch('signed out');
      await route?.session.forget();
      await createAccountKeeper(parts.secrets, '').forget();
      await parts.file.remove();
      route = null;
    },
  };
}

/** The local hub's port differs from run to run; its account does not. */
function accountKey(address: string): string {
  return /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(address) ? 'this-computer' : address;
}

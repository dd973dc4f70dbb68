import { createGateway } from '@shared/db-gateway/gateway';
import type { Gateway } from '@shared/db-gateway/gateway';
import { joinServer } from '@shared/db-gateway/probe-server';
import type { JoinedServer, Outcome } from '@shared/db-gateway/probe-server';
import { createSessionFetch } from '@shared/db-gateway/session-fetch';
import type { Fetch } from '@shared/db-gateway/types';
import type { FastifyRequest } from 'fastify';
import { createFeeds } from '../couch/feeds';
import type { Feeds } from '../couch/feeds';
import type { HubCookies } from '../web/cookies';
import { openLinkStore } from './link-store';
import type { Link } from './link-store';

export interface ActiveLink extends Link {
  gateway: Gateway;
}

/** Browsers of this machine that joined a team on another server, and the forwarder of each. */
export interface Links {
  /** The link that a request shows by its cookie. */
  of(request: FastifyRequest): ActiveLink | undefined;
  /** Signs in elsewhere. @returns what was found there, and the value for the browser's cookie */
  join(address: string, user: string, password: string): Promise<Outcome<JoinedServer & { token: string }>>;
  leave(request: FastifyRequest): Promise<void>;
  readonly feeds: Feeds;
}

/** @param now milliseconds since 1970 */
export async function openLinks(
  path: string,
  cookies: HubCookies,
  fetch: Fetch,
  now: () => number,
): Promise<Links> {
  const store = await openLinkStore(path);
  const feeds = createFeeds();
  // One forwarder per link: it keeps the session, and remembers that a password was refused.
  const gateways = new Map<string, Gateway>();

  function gatewayOf(token: string): ActiveLink | undefined {
    const link = store.open(token);
    if (!link) return undefined;
    const { user, password, id, databaseRoot, apiRoot } = link;
    let gateway = gateways.get(id);
    if (!gateway) {
      const session = createSessionFetch({
        fetch,
        databaseRoot,
        now,
        credentials: password === null ? null : { user, password },
        onCredentials: (next) => store.change(token, next?.user ?? user, next?.password ?? null),
      });
      gateway = createGateway({ fetch: session.fetch, target: { databaseRoot, apiRoot } });
      gateways.set(id, gateway);
    }
    return { ...link, gateway };
  }

  const tokenOf = (request: FastifyRequest) => cookies.linkOf(request.headers.cookie);

  return {
    feeds,
    of(request) {
      const token = tokenOf(request);
      return token === undefined ? undefined : gatewayOf(token);
    },
    async join(typed, user, password) {
      const joined = await joinServer(fetch, typed, user, password);
      if (!joined.ok) return joined;
      const { address, databaseRoot, apiRoot, team } = joined.value;
      const token = await store.add({ address, databaseRoot, apiRoot, team, user }, password);
      return { ok: true, value: { ...joined.value, token } };
    },
    async leave(request) {
      const token = tokenOf(request);
      if (token === undefined) return;
      const id = store.open(token)?.id;
      if (id !== undefined) gateways.delete(id);
      await store.remove(token);
    },
  };
}

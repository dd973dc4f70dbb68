/** Value of a cookie in a `Cookie` header; undefined when it is not there. */
function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/** A `Set-Cookie` value that no script can read and no other site can send. `maxAge` in seconds; 0 removes it. */
function cookie(name: string, value: string, maxAge: number): string {
  return `${name}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAge}`;
}

/** CouchDB's own name for it; what speaks its protocol looks for no other. */
export const SESSION_COOKIE = 'AuthSession';
const LINK_COOKIE = 'LuuriLink';

/**
 * The cookies of one hub. A browser keeps them by host and sends them to every port of it, so two hubs on one computer
 * would sign each other's people out if they shared a name.
 */
export interface HubCookies {
  /** The session tokens that a request shows, this hub's own first. */
  sessionsOf(header: string | undefined): string[];
  /** `Set-Cookie` values of a session, under both names. `maxAge` in seconds; 0 ends it. */
  session(token: string, maxAge: number): string[];
  linkOf(header: string | undefined): string | undefined;
  link(token: string, maxAge: number): string;
}

/** @param id letters and digits; names this hub for as long as its data folder lives */
export function createHubCookies(id: string): HubCookies {
  const [ownSession, ownLink] = [`LuuriSession-${id}`, `${LINK_COOKIE}-${id}`];
  return {
    sessionsOf: (header) =>
      [readCookie(header, ownSession), readCookie(header, SESSION_COOKIE)].filter(
        (token) => token !== undefined,
      ),
    session: (token, maxAge) => [cookie(SESSION_COOKIE, token, maxAge), cookie(ownSession, token, maxAge)],
    linkOf: (header) => readCookie(header, ownLink) ?? readCookie(header, LINK_COOKIE),
    link: (token, maxAge) => cookie(ownLink, token, maxAge),
  };
}

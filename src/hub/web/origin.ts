import type { FastifyRequest } from 'fastify';

const LOOPBACK_NAMES = ['localhost', '127.0.0.1', '[::1]'];
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Whether the connection comes from this very machine. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/.test(address);
}

/**
 * Whether the `Host` header names this hub. A page of another site can point its own name at 127.0.0.1 and would then
 * be of one origin with the hub; the name in the header gives it away.
 * @param names further names (without port) by which the hub is reached; undefined accepts every name
 */
export function isKnownHost(header: string | undefined, names: readonly string[] | undefined): boolean {
  if (names === undefined) return true;
  const host = hostName(header);
  return host !== undefined && (LOOPBACK_NAMES.includes(host) || names.includes(host));
}

/**
 * Whether a request comes from this machine, by a name of this machine. Only then may it set up a team or act as
 * operator. A proxy on this machine makes everybody look local; what it says about the real sender takes that back.
 */
export function isLocal({ headers, socket }: FastifyRequest): boolean {
  const forwarded = headers['x-forwarded-for'] ?? headers.forwarded ?? headers.via;
  return forwarded === undefined && isLoopback(socket.remoteAddress) && isKnownHost(headers.host, []);
}

/** Whether a request that changes something comes from our own page, or from no page at all. */
export function isOwnOrigin(request: Pick<FastifyRequest, 'method' | 'headers'>): boolean {
  if (SAFE_METHODS.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = request.headers;
  if (origin === undefined) return true;
  try {
    return new URL(origin).host === new URL(`http://${host}`).host;
  } catch {
    return false;
  }
}

function hostName(header: string | undefined): string | undefined {
  try {
    return new URL(`http://${header}`).hostname.toLowerCase();
  } catch {
    return undefined;
  }
}

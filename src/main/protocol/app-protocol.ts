import { isAppAddress } from '../origin';
import { json, apiError } from './json-response';

/** Answers one request; may reject, the protocol turns that into a 502. */
export type RequestHandler = (request: Request) => Promise<Response>;

export interface AppProtocolParts {
  /** The built app. */
  readonly files: RequestHandler;
  /** `/api/connection`: which server this shell forwards to. */
  readonly connection: RequestHandler;
  /** `/db/*` and every other `/api/*`: forwarded to the team's server. */
  readonly server: RequestHandler;
  /** The page ended the request it had named. */
  readonly abort: (id: string) => void;
  /** The page has wiped what it knew; what the browser stores of it is to go as a whole. */
  readonly clear: () => Promise<void>;
  readonly log: (what: string, error: unknown) => void;
}

/** Electron adds who asked; absent when the browser itself began the request (the first page load). */
type AppRequest = Request & { readonly initiatorOrigin?: string | null };

export const ABORT_PATH = '/api/abort';
/** The hub answers it with `Clear-Site-Data`, which Chromium ignores from a scheme of our own. */
const CLEAR_PATH = '/api/clear-browser';

/**
 * The handler of `app://luuri`. Never throws: a throw would surface in the page as an unexplained network
 * error, and the sync engine could not tell it from a lost connection.
 */
export function createAppProtocol(parts: AppProtocolParts): (request: AppRequest) => Promise<Response> {
  return async (request) => {
    try {
      return withoutCookies(await route(parts, request));
    } catch (error) {
      parts.log('app protocol', error);
      return apiError('unreachable', 'the request could not be forwarded');
    }
  };
}

function route(parts: AppProtocolParts, request: AppRequest): Promise<Response> {
  if (!isAppAddress(request.url)) return Promise.resolve(apiError('notFound', 'no such host'));
  // Foreign pages are stopped before this by the missing `corsEnabled`; this is the second lock.
  const initiator = request.initiatorOrigin;
  const foreign = initiator === null || (initiator !== undefined && !isAppAddress(initiator));
  if (foreign) return Promise.resolve(apiError('noRights', 'asked from another origin'));
  const path = new URL(request.url).pathname;
  if (path === ABORT_PATH) return abort(parts, request);
  if (path === CLEAR_PATH) return clear(parts, request);
  if (path === '/api/connection') return parts.connection(request);
  if (isBelow('/db', path) || isBelow('/api', path)) return parts.server(request);
  return parts.files(request);
}

/** Workers have no IPC, so ending a request before its headers comes by a request of its own. */
async function abort(parts: AppProtocolParts, request: Request): Promise<Response> {
  if (request.method !== 'POST') return apiError('invalid', 'POST only');
  const id = (await request.text()).slice(0, 100);
  if (id === '') return apiError('invalid', 'no request named');
  parts.abort(id);
  return json({ ok: true });
}

async function clear(parts: AppProtocolParts, request: Request): Promise<Response> {
  if (request.method !== 'POST') return apiError('invalid', 'POST only');
  await parts.clear();
  return json({ ok: true });
}

function isBelow(root: string, path: string): boolean {
  return path === root || path.startsWith(`${root}/`);
}

/** A cookie would not be stored for this scheme, but it would be readable by the page's script. */
function withoutCookies(response: Response): Response {
  if (!response.headers.has('set-cookie')) return response;
  const headers = new Headers(response.headers);
  headers.delete('set-cookie');
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}

import { readFile, stat } from 'node:fs/promises';
import { join, normalize, sep } from 'node:path';
import { parseRange } from './byte-range';
import { policyFor } from './content-security-policy';
import { mimeType } from './mime-types';

/** Answers a GET or HEAD for one file of the built app. */
export type StaticHandler = (request: Request) => Promise<Response>;

const NOT_FOUND = 404;

/**
 * Serves the built renderer below `root` (absolute). Addresses without a file ending are routes of the app and
 * get `index.html`. Files are read whole: the largest is a few megabytes, and reading works inside an asar.
 */
export function createStaticFiles(root: string): StaticHandler {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return plain(405, { allow: 'GET, HEAD' });
    const path = resolveInside(root, new URL(request.url).pathname);
    if (path === null) return plain(NOT_FOUND);
    const content = await readIfFile(path);
    return content === null ? plain(NOT_FOUND) : fileResponse(request, path, content);
  };
}

/**
 * The file an address means, or null when it points outside `root`. `..%2f` survives URL parsing, so the path is
 * decoded and normalised first and the prefix checked last.
 */
export function resolveInside(root: string, pathname: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  const name = decoded.slice(decoded.lastIndexOf('/') + 1);
  if (!name.includes('.')) return join(root, 'index.html');
  // A backslash is a separator on Windows, a colon opens another drive or stream there.
  if (/[\u0000-\u001f\\:]/.test(decoded)) return null;
  const file = normalize(join(root, decoded));
  const base = normalize(root).replace(/[/\\]+$/, '') + sep;
  return file.startsWith(base) ? file : null;
}

async function readIfFile(path: string): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    if (!(await stat(path)).isFile()) return null;
    return new Uint8Array(await readFile(path));
  } catch {
    return null;
  }
}

function fileResponse(request: Request, path: string, content: Uint8Array<ArrayBuffer>): Response {
  const type = mimeType(path);
  const headers = new Headers({
    'content-type': type,
    'accept-ranges': 'bytes',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    // Names of built assets carry a hash; the page itself must be fresh after an update.
    'cache-control': path.includes(`${sep}assets${sep}`) ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  const policy = policyFor(type);
  if (policy !== null) headers.set('content-security-policy', policy);
  const range = parseRange(request.headers.get('range'), content.length);
  if (range === 'unsatisfiable') return plain(416, { 'content-range': `bytes */${content.length}` });
  const part = range === null ? content : content.subarray(range.first, range.last + 1);
  if (range !== null) headers.set('content-range', `bytes ${range.first}-${range.last}/${content.length}`);
  headers.set('content-length', String(part.length));
  const body = request.method === 'HEAD' ? null : part;
  return new Response(body, { status: range === null ? 200 : 206, headers });
}

/** No body text: nobody reads it, and nothing here is for the eye. */
function plain(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } });
}

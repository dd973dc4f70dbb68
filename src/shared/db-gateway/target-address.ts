import type { GatewayTarget } from './types';

/**
 * The address at the server for a request to `/db/…` or `/api/…`; null when there is none, or when the path tries
 * to leave what it stands for. Such a path may be hidden (`..%2f`, `%252e%252e`): who decodes it and when differs
 * from one proxy to the next, so nothing that could become one is passed on.
 */
export function targetAddress(address: string, target: GatewayTarget): string | null {
  const { path, query } = splitAddress(address);
  const mounted = /^\/(db|api)(\/.*)?$/s.exec(path);
  if (!mounted) return null;
  const root = mounted[1] === 'db' ? target.databaseRoot : target.apiRoot;
  const rest = mounted[2] ?? '/';
  if (root === null || !isPlainPath(rest)) return null;
  const result = `${root}${rest}${query}`;
  return isBelow(root, result) ? result : null;
}

/** Path and query as text: the scheme of the page's origin (`app:`) is not one that URL parsing normalises. */
function splitAddress(address: string): { path: string; query: string } {
  const withoutHash = address.split('#')[0] ?? '';
  const local = withoutHash.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?]*/i, '');
  const mark = local.indexOf('?');
  return mark < 0 ? { path: local, query: '' } : { path: local.slice(0, mark), query: local.slice(mark) };
}

function isPlainPath(path: string): boolean {
  let text = path;
  for (let round = 0; round < 3; round += 1) {
    if (hasDots(text) || /[\\\0]/.test(text)) return false;
    const decoded = decode(text);
    // A percent sign that belongs to a name stays as it is; only a malformed path as it came is refused.
    if (decoded === null) return round > 0;
    if (decoded === text) return true;
    text = decoded;
  }
  return !hasDots(text);
}

function hasDots(path: string): boolean {
  return path.split(/[/\\]/).some((part) => part === '.' || part === '..');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

function isBelow(root: string, address: string): boolean {
  const [base, url] = [new URL(root), new URL(address)];
  return url.origin === base.origin && url.pathname.startsWith(`${base.pathname.replace(/\/$/, '')}/`);
}

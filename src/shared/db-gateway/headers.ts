/** What the page may tell the server. Cookies and credentials are not the page's business. */
const TO_SERVER = [
  'accept',
  'content-type',
  'if-match',
  'if-none-match',
  'if-range',
  'range',
  'x-couch-full-commit',
];

/**
 * What the server may tell the page. Not among them: cookies, hop-by-hop headers, `location` (it names the server),
 * and `content-encoding` with `content-length`, which are wrong once `fetch` has decoded the body.
 */
const TO_PAGE = [
  'accept-ranges',
  'cache-control',
  'content-range',
  'content-type',
  'etag',
  'last-modified',
  'retry-after',
];

const RUNS_IN_A_PAGE = /javascript|ecmascript|html|xml|svg|css|wasm/i;

export function requestHeaders(from: Headers): Headers {
  return pick(from, TO_SERVER);
}

/**
 * Headers of the answer. Files on the server come from customers and share the page's origin here: opened as a page
 * they can do nothing, and loaded as a script they are none.
 */
export function responseHeaders(from: Headers): Headers {
  const headers = pick(from, TO_PAGE);
  const type = headers.get('content-type');
  if (type !== null && RUNS_IN_A_PAGE.test(type)) headers.set('content-type', 'application/octet-stream');
  headers.set('x-content-type-options', 'nosniff');
  headers.set('content-security-policy', "sandbox; default-src 'none'");
  headers.set('cross-origin-resource-policy', 'same-origin');
  return headers;
}

function pick(from: Headers, names: readonly string[]): Headers {
  const headers = new Headers();
  for (const name of names) {
    const value = from.get(name);
    if (value !== null) headers.set(name, value);
  }
  return headers;
}

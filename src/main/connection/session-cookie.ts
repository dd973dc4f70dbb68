const NAME = 'AuthSession';

const OF_THE_PAGE = /^(cookie|authorization|origin|referer|sec-.*)$/;

/**
 * The session a response sets: its value, null when the response ends the session, undefined when it says
 * nothing about it.
 */
export function readSessionCookie(headers: Headers): string | null | undefined {
  for (const line of headers.getSetCookie()) {
    const pair = line.split(';', 1)[0] ?? '';
    const at = pair.indexOf('=');
    if (at === -1 || pair.slice(0, at).trim() !== NAME) continue;
    const value = pair.slice(at + 1).trim();
    return value === '' ? null : value;
  }
  return undefined;
}

/** Headers for the server: nothing of the page's identity, only the session kept here. */
export function sessionHeaders(given: RequestInit['headers'], cookie: string | null): Headers {
  const headers = new Headers(given);
  // `Origin: app://luuri` and `Sec-Fetch-Site` would look like a foreign site to the hub's forgery check.
  for (const name of [...headers.keys()]) if (OF_THE_PAGE.test(name)) headers.delete(name);
  if (cookie !== null) headers.set('cookie', `${NAME}=${cookie}`);
  return headers;
}

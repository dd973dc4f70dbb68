const NAME = 'AuthSession';

const OF_THE_PAGE = /^(cookie|authorization|origin|referer|sec-.*)$/;

/** Headers for the server: nothing of the page's identity, only the session kept here. */
export function sessionHeaders(given: RequestInit['headers'], cookie: string | null): Headers {
  const headers = new Headers(given);
  // `Origin: app://luuri` and `Sec-Fetch-Site` would look like a foreign site to the hub's forgery check.
  for (const name of [...headers.keys()]) if (OF_THE_PAGE.test(name)) headers.delete(name);
  if (cookie !== null) headers.set('cookie', `${NAME}=${cookie}`);
  return headers;
}

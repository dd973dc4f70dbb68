/** A CouchDB and the account that provisions it. */
export interface CouchAddress {
  /** Root, without a slash at the end and without credentials. */
  root: string;
  user: string;
  password: string;
}

/**
 * Reads `--couch` and `LUURI_COUCH_USER`, `LUURI_COUCH_PASSWORD`. Throws an error without the password in it.
 */
export function readCouchAddress(text: string, environment: NodeJS.ProcessEnv): CouchAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new Error('--couch must be an address such as http://127.0.0.1:5984');
  }
  if (!/^https?:$/.test(url.protocol)) throw new Error('--couch must be an http or https address');
  const user = environment['LUURI_COUCH_USER'] ?? decodeURIComponent(url.username);
  const password = environment['LUURI_COUCH_PASSWORD'] ?? decodeURIComponent(url.password);
  if (user === '' || password === '') {
    throw new Error('--couch needs an administrator: set LUURI_COUCH_USER and LUURI_COUCH_PASSWORD');
  }
  return { root: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, user, password };
}

export function basicAuthorization({ user, password }: CouchAddress): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

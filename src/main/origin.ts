import type { CustomScheme } from 'electron';

/** Never change these: web storage belongs to the origin, another one is another, empty store. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'luuri';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const START_ADDRESS = `${APP_ORIGIN}/`;

/**
 * Left off on purpose: `corsEnabled` (without it foreign origins are stopped before our handler),
 * `allowServiceWorkers`, `bypassCSP`. Must be registered once and before the app is ready; a second
 * registration would replace this one.
 */
export const APP_SCHEMES: CustomScheme[] = [
  {
    scheme: APP_SCHEME,
    privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
  },
];

/**
 * Whether an address is a page or request of the app itself. Node's `URL.origin` is the string `null` for a
 * custom scheme, so scheme and host are compared.
 */
export function isAppAddress(address: string): boolean {
  const url = tryParse(address);
  if (url === null) return false;
  return (
    url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST && url.username === '' && url.password === ''
  );
}

function tryParse(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

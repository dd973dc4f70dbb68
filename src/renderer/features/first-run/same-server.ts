/** Whether a typed address is the very server that this page comes from. */
export function isSameServer(typed: string, origin: string): boolean {
  const text = typed.trim();
  const own = new URL(origin);
  if (!/^https?:$/.test(own.protocol)) return false;
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `${own.protocol}//${text}`);
    return url.host === own.host;
  } catch {
    return false;
  }
}

const SCREENS = 'queue|tickets|calls|callbacks|onboarding|customers|contacts|attention|settings';

/** The server's address in what was typed or copied from a browser: without the app's own screens at its end. */
export function serverAddress(typed: string): string {
  return typed.trim().replace(new RegExp(`/(${SCREENS})(/.*)?$`), '');
}

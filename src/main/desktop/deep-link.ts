import { appLink, type AppLink } from '@shared/ipc/links';
import { dialable } from '@shared/ipc/phone-link';

export const LINK_SCHEME = 'luuri';

const LONGEST = 300;

/**
 * What an address from outside asks for, or null. Known forms only:
 * `luuri://ticket/K7-0142X`, `luuri://open/<record id>`, `luuri://call/<number>`, `tel:<number>`.
 * Nothing in a link ever acts; it opens a place in the app.
 */
export function parseDeepLink(address: string): AppLink | null {
  if (address.length > LONGEST) return null;
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return null;
  }
  if (url.search !== '' || url.hash !== '' || url.username !== '' || url.port !== '') return null;
  const link = url.protocol === 'tel:' ? callLink(url.pathname) : ownLink(url);
  const parsed = appLink.safeParse(link);
  return parsed.success ? parsed.data : null;
}

function ownLink(url: URL): unknown {
  if (url.protocol !== `${LINK_SCHEME}:`) return null;
  const target = decode(url.pathname.replace(/^\//, ''));
  switch (url.host) {
    case 'ticket':
      return { kind: 'ticket', number: target };
    case 'open':
      return { kind: 'record', id: target };
    case 'call':
      return callLink(target);
    default:
      return null;
  }
}

function callLink(text: string): unknown {
  return { kind: 'call', number: dialable(decode(text)) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

/**
 * The link among a process's arguments (Windows and Linux pass it there): the last argument that is one. The
 * system puts switches of its own around it.
 */
export function deepLinkFromArguments(argv: readonly string[]): AppLink | null {
  for (const argument of argv.toReversed()) {
    if (!/^(luuri|tel):/i.test(argument)) continue;
    return parseDeepLink(argument);
  }
  return null;
}

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * The Chromium that tests use: `CHROMIUM_PATH`, else one found on the machine.
 *
 * @returns {string | undefined} an absolute path, undefined when there is none
 */
export function findChromium() {
  const wanted = process.env['CHROMIUM_PATH'];
  if (wanted) return existsSync(wanted) ? wanted : undefined;
  const folders = ['/usr/bin', ...(process.env['PATH'] ?? '').split(delimiter)].filter(Boolean);
  for (const folder of folders)
    for (const name of NAMES) if (existsSync(join(folder, name))) return join(folder, name);
  const mac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
  return existsSync(mac) ? mac : undefined;
}

/**
 * Arguments that keep a test browser quiet and alone: no component downloads, no account sync, no QUIC.
 *
 * @returns {string[]}
 */
export function chromiumArgs() {
  const args = [
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-quic',
    '--no-first-run',
  ];
  // Chromium's sandbox refuses to start as root, which is what a container usually runs as.
  if (process.getuid?.() === 0) args.unshift('--no-sandbox');
  return args;
}

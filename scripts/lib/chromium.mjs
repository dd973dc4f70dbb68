import { findChromium } from './browser.mjs';
import { passThrough } from './run.mjs';

/**
 * The browser the end-to-end tests run in; installed on Debian when it is missing and we may.
 *
 * @returns {Promise<string | undefined>} absolute path; undefined when there is none, which has been explained
 */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.env['CHROMIUM_PATH']) {
    console.error('CHROMIUM_PATH names a file that is not there.');
    return undefined;
  }
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    console.log('Installing Chromium for the end-to-end tests …');
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const apt = (/** @type {string[]} */ ...args) =>
      passThrough('apt-get', ['-qq', ...args], { cwd: '/', env });
    if ((await apt('update')) === 0)
      await apt('install', '-y', '--no-install-recommends', '-o', 'Dpkg::Use-Pty=0', 'chromium');
    const installed = findChromium();
    if (installed) return installed;
  }
  console.error(
    'The end-to-end tests need Chromium. Install it (Debian: apt-get install chromium) or set CHROMIUM_PATH.',
  );
  return undefined;
}

import { spawn } from 'node:child_process';

/**
 * Opens an address in the person's browser.
 *
 * @param {string} url
 * @returns {Promise<boolean>} whether something took it
 */
export function openInBrowser(url) {
  const [command = '', ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', '', url]
        : ['xdg-open', url];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.on('error', () => resolve(false));
    child.on('spawn', () => resolve(true));
    child.unref();
  });
}

import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, readIfThere } from './project.mjs';
import { capture } from './run.mjs';

/** How long a failed download is remembered, so that only the first start waits for it. */
const REMEMBER_MS = 24 * 60 * 60 * 1000;
const DOWNLOAD_MS = 60_000;
const FAILURE = at('.cache', 'electron-unavailable.json');

/**
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {boolean} whether a window could be shown
 */
export function hasDisplay(env = process.env, platform = process.platform) {
  if (platform === 'darwin' || platform === 'win32') return true;
  return Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY']);
}

/**
 * The Electron binary of this install.
 *
 * @returns {string | undefined} absolute path, undefined when it has not been downloaded
 */
export function findElectron() {
  const own = process.env['ELECTRON_EXEC_PATH'];
  if (own) return existsSync(own) ? own : undefined;
  const folder = at('node_modules', 'electron');
  const executable = readIfThere(join(folder, 'path.txt'))?.trim();
  if (!executable) return undefined;
  const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist'), executable);
  return existsSync(path) ? path : undefined;
}

/**
 * Downloads the Electron binary when it is missing. The npm package comes without it, and it is not on the npm
 * registry, so on some networks it cannot be had: that is remembered for a day.
 *
 * @param {{ now?: number }} [options]
 * @returns {Promise<string | undefined>} absolute path of the binary
 */
export async function obtainElectron({ now = Date.now() } = {}) {
  const found = findElectron();
  if (found) return found;
  const version = electronVersion();
  const failure = JSON.parse(readIfThere(FAILURE) ?? '{}');
  if (failure.version === version && now - failure.at < REMEMBER_MS) return undefined;
  console.log('Downloading the desktop runtime (Electron), once …');
  const script = at('node_modules', 'electron', 'install.js');
  await capture(process.execPath, [script], { cwd: at(), timeoutMs: DOWNLOAD_MS });
  const arrived = findElectron();
  if (arrived) rmSync(FAILURE, { force: true });
  else {
    mkdirSync(dirname(FAILURE), { recursive: true });
    writeFileSync(FAILURE, JSON.stringify({ version, at: now }));
  }
  return arrived;
}

/** @returns {string | undefined} */
function electronVersion() {
  const text = readIfThere(at('node_modules', 'electron', 'package.json'));
  return text && JSON.parse(text).version;
}

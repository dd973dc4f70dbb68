import { spawn } from 'node:child_process';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { at, readIfThere, ROOT } from './project.mjs';

/** Exit code of the hub when its port or its data folder is in use; it has said which. */
const IN_USE = 3;

/**
 * Where the team's data lives unless told otherwise.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string}
 */
export function defaultDataDir(env = process.env, platform = process.platform) {
  const home = homedir();
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'luuri');
  if (platform === 'win32') return join(env['APPDATA'] ?? join(home, 'AppData', 'Roaming'), 'luuri');
  return join(env['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'luuri');
}

/**
 * Asks an address whether a Luuri hub answers there.
 *
 * @param {string} url
 * @returns {Promise<boolean>}
 */
export async function answersAsHub(url) {
  try {
    const response = await fetch(new URL('/api/info', url), { signal: AbortSignal.timeout(1500) });
    const info = /** @type {{ product?: string }} */ (await response.json());
    return info.product === 'luuri';
  } catch {
    return false;
  }
}

/**
 * The hub that already serves this data folder, by the note it keeps there.
 *
 * @param {string} dataDir
 * @returns {Promise<string | undefined>} its address; undefined when there is none, or its note is stale
 */
export async function runningHub(dataDir) {
  try {
    const { url } = JSON.parse(readIfThere(join(dataDir, 'hub.json')) ?? '{}');
    return typeof url === 'string' && (await answersAsHub(url)) ? url : undefined;
  } catch {
    return undefined;
  }
}

/**
 * @typedef {object} Hub
 * @property {Promise<{ url: string } | { failure: string }>} ready once it listens; `failure` says in one line why
 *   it does not
 * @property {Promise<number>} ended exit code
 * @property {() => Promise<void>} stop asks it to end and waits until its database is closed
 */

/**
 * Starts the built hub on loopback.
 *
 * @param {{ port: number, dataDir: string }} options
 * @returns {Hub}
 */
export function startHub({ port, dataDir }) {
  const entry = at('out', 'hub', 'hub.js');
  const args = [entry, 'serve', '--port', String(port), '--data-dir', dataDir];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] });
  /** @type {Promise<number>} */
  const ended = new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
  /** @type {Hub['ready']} */
  const ready = new Promise((resolve) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const url = /^Luuri hub ready on (\S+)/.exec(line)?.[1];
      if (url) resolve({ url });
      else console.log(line);
    });
    child.on('error', (error) => resolve({ failure: `The hub did not start: ${error.message}` }));
    void ended.then((code) => resolve({ failure: failureText(code) }));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { ready, ended, stop };
}

/** @param {number} code */
function failureText(code) {
  if (code === IN_USE) return 'Luuri did not start. --port and --data-dir choose others: npm start -- --help';
  return `The hub ended before it was ready (exit code ${code}).`;
}

// Runs before anything is installed: Node's own modules only.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readIfThere } from './project.mjs';
import { passThrough } from './run.mjs';

/**
 * Whether this Node is new enough.
 *
 * @param {string} root absolute path of the repository
 * @param {string} [version] as in `process.version`
 * @returns {string | undefined} what to say when it is not
 */
export function nodeProblem(root, version = process.version) {
  const wanted = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).engines.node;
  const [least, have] = [numbers(wanted), numbers(version)];
  for (const [index, part] of least.entries()) {
    const mine = have[index] ?? 0;
    if (mine > part) return undefined;
    if (mine < part) return `Luuri needs Node ${wanted}; this is ${version}.`;
  }
  return undefined;
}

/** @param {string} version */
const numbers = (version) => (version.match(/\d+/g) ?? []).map(Number);

/**
 * Whether every package of the lockfile is installed in the very version it names, by npm's own record of what
 * it installed. Packages for other platforms may be missing.
 *
 * @param {string} root absolute path of the repository
 * @returns {boolean}
 */
export function isInstalled(root) {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    const found = present[path];
    if (!found) return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.integrity === entry.integrity;
  });
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, integrity?: string, optional?: boolean, devOptional?: boolean,
 *   peer?: boolean }> | undefined}
 */
function packagesOf(file) {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text).packages;
  } catch {
    // A record cut short by a killed install: install again.
    return undefined;
  }
}

/**
 * Installs what the lockfile names, quietly, unless it is there already.
 *
 * @param {string} root absolute path of the repository
 * @returns {Promise<boolean>} false when npm failed; it has said why
 */
export async function ensureInstalled(root) {
  if (isInstalled(root)) return true;
  console.log('Installing dependencies …');
  // Packages run no scripts here (allowScripts in package.json); ours is run below, without npm's banner.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  const code =
    npm && /npm-cli\.c?js$/.test(npm)
      ? await passThrough(process.execPath, [npm, ...args], { cwd: root })
      : await passThrough('npm', args, { cwd: root, shell: process.platform === 'win32' });
  if (code !== 0) {
    console.error(`npm ci failed (${code}). Is the npm registry reachable?`);
    return false;
  }
  await passThrough(process.execPath, [join(root, 'scripts', 'prepare.mjs')], { cwd: root });
  return true;
}

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Absolute path of the repository. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @param {string[]} parts path below the repository */
export const at = (...parts) => join(ROOT, ...parts);

/** What the production bundles are made from. */
const BUILD_INPUTS = [
  'src',
  'electron.vite.config.ts',
  'package-lock.json',
  'scripts/build.mjs',
  'tsconfig.base.json',
];

/**
 * All files below a folder (or the file itself), sorted, as absolute paths.
 *
 * @param {string} path
 * @returns {string[]}
 */
export function filesBelow(path) {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const below = join(path, entry.name);
      return entry.isDirectory() ? filesBelow(below) : [below];
    })
    .sort();
}

/**
 * A hash of names and contents of everything the bundles are made from, tests aside.
 *
 * @returns {string} hex
 */
export function sourcesHash() {
  const hash = createHash('sha256');
  for (const input of BUILD_INPUTS)
    for (const file of filesBelow(at(input))) {
      if (/\.test\.tsx?$|\.md$/.test(file)) continue;
      hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
    }
  return hash.digest('hex');
}

/**
 * Contents of a small file, undefined when it is not there.
 *
 * @param {string} path absolute
 * @returns {string | undefined}
 */
export function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Written by a finished build, compared by `start` and `test`. */
export const BUILD_STAMP = at('out', '.build-stamp');

/** @returns {boolean} whether `out/` was built from the present sources */
export const isBuilt = () => readIfThere(BUILD_STAMP) === sourcesHash();

/**
 * How many TypeScript files of ours a tree has: for tools that say nothing both when all is well and when they
 * were pointed at nothing.
 *
 * @param {string} root absolute path of the repository
 */
export const sourceCount = (root) =>
  filesBelow(join(root, 'src')).filter((file) => /\.tsx?$/.test(file)).length;

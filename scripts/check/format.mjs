import { join } from 'node:path';
import { ROOT, sourceCount } from '../lib/project.mjs';
import { capture } from '../lib/run.mjs';

/**
 * Prettier, without writing.
 *
 * @param {string} root absolute path of the repository
 * @param {string[]} [files] only these; everything by default
 * @returns {Promise<import('../check.mjs').Outcome>}
 */
export async function checkFormat(root, files = ['.']) {
  const prettier = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
  const cache = ['--cache', '--cache-location', join(root, '.cache', 'prettier')];
  const args = [prettier, '--list-different', '--ignore-unknown', ...cache, ...files];
  const { code, stdout, stderr } = await capture(process.execPath, args, { cwd: root });
  const problems = stdout
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((file) => `${file}: not formatted (npm run format)`);
  if (code > 1) problems.push(stderr.trim());
  return { checked: sourceCount(root), problems };
}

import { join } from 'node:path';
import { ROOT, sourceCount } from '../lib/project.mjs';
import { capture } from '../lib/run.mjs';

/**
 * Files, exports and dependencies that nothing uses (knip).
 *
 * @param {string} root absolute path of the repository
 * @returns {Promise<import('../check.mjs').Outcome>}
 */
export async function checkUnused(root) {
  const knip = join(ROOT, 'node_modules', 'knip', 'bin', 'knip.js');
  const { code, stdout, stderr } = await capture(
    process.execPath,
    [knip, '--reporter', 'compact', '--no-progress'],
    {
      cwd: root,
    },
  );
  // knip says nothing both when all is used and when it was pointed at nothing.
  const checked = sourceCount(root);
  const problems = code === 0 ? [] : stdout.split('\n').filter((line) => line.trim() !== '');
  if (code !== 0 && problems.length === 0) problems.push(stderr.trim() || `knip ended with ${code}`);
  return { checked, problems };
}

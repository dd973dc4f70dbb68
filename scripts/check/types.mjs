import { join } from 'node:path';
import { ROOT } from '../lib/project.mjs';
import { capture } from '../lib/run.mjs';

/**
 * Type-checks every process with its own tsconfig. Incremental: a second run without changes is quick.
 *
 * @param {string} root absolute path of the repository
 * @returns {Promise<import('../check.mjs').Outcome>}
 */
export async function checkTypes(root) {
  const tsc = join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');
  const { code, stdout, stderr } = await capture(
    process.execPath,
    [tsc, '-b', '--pretty', 'false', '--verbose'],
    { cwd: root },
  );
  const lines = `${stdout}\n${stderr}`.split('\n');
  const problems = lines.filter((line) => /error TS\d+:/.test(line));
  if (code !== 0 && problems.length === 0)
    problems.push(stderr.trim() || stdout.trim() || `tsc ended with ${code}`);
  // "No inputs were found" is an error of its own, so a project that was seen had files.
  const projects = lines.filter((line) => /Project '.+' is (up to date|out of date)/.test(line)).length;
  return { checked: projects, unit: 'projects', problems };
}

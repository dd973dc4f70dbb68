import { join } from 'node:path';
import { ROOT, sourceCount } from '../lib/project.mjs';
import { capture } from '../lib/run.mjs';

/**
 * oxlint with types, and the import directions (`boundaries/…` in `.oxlintrc.json`) in the same run.
 *
 * @param {string} root absolute path of the repository
 * @param {string[]} [files] only these; everything by default
 * @returns {Promise<import('../check.mjs').Outcome>}
 */
export async function checkLint(root, files = ['.']) {
  const oxlint = join(ROOT, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout, stderr } = await capture(process.execPath, [oxlint, '--format', 'json', ...files], {
    cwd: root,
  });
  const report = parseReport(stdout);
  if (!report) return { checked: 0, problems: [`oxlint did not answer: ${(stderr || stdout).trim()}`] };
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const warnings = [];
  for (const { filename, message, code, severity, labels } of report.diagnostics) {
    const line = labels?.[0]?.span.line ?? 1;
    (severity === 'error' ? problems : warnings).push(`${filename}:${line}: ${message} [${code}]`);
  }
  return { checked: sourceCount(root) === 0 ? 0 : (report.number_of_files ?? 0), problems, warnings };
}

/**
 * Rules written in JavaScript may print notes before the report.
 *
 * @param {string} output
 */
function parseReport(output) {
  const start = output.indexOf('{ "diagnostics"');
  try {
    return start < 0 ? undefined : JSON.parse(output.slice(start));
  } catch {
    return undefined;
  }
}

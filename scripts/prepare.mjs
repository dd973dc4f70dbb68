// Runs after `npm install`: lets git use the hooks of this repository. Quietly does nothing outside a clone, in
// continuous integration, or where somebody has chosen another hooks folder.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { at, ROOT } from './lib/project.mjs';

/** @param {string[]} args */
function git(...args) {
  try {
    return execFileSync('git', args, {
      cwd: ROOT,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return '';
  }
}

if (existsSync(at('.git')) && !process.env['CI'] && git('config', 'core.hooksPath') === '')
  git('config', '--local', 'core.hooksPath', '.githooks');

// The pre-commit hook: staged files are formatted (and staged again) and linted. Takes a second or two.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { checkLint } from './check/lint.mjs';
import { at, ROOT } from './lib/project.mjs';
import { capture } from './lib/run.mjs';

/** @param {string[]} args */
const git = (...args) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
/** @param {string[]} args */
const names = (...args) =>
  git('diff', '--name-only', '-z', ...args)
    .split('\0')
    .filter(Boolean);

const staged = names('--cached', '--diff-filter=ACMR');
if (staged.length === 0 || !existsSync(at('node_modules'))) process.exit(0);

// A file staged in part is left as it is: staging it again would add what was held back.
const partly = new Set(names());
const whole = staged.filter((file) => !partly.has(file));
if (whole.length > 0) {
  const prettier = at('node_modules', 'prettier', 'bin', 'prettier.cjs');
  const args = [prettier, '--write', '--ignore-unknown', '--log-level', 'error', ...whole];
  const { code, stderr } = await capture(process.execPath, args, { cwd: ROOT });
  if (code !== 0) {
    console.error(stderr.trim());
    process.exit(1);
  }
  git('add', '--', ...whole);
}

const sources = staged.filter(
  (file) => /\.(ts|tsx|mjs)$/.test(file) && !file.startsWith('tests/lint-rules/planted/'),
);
if (sources.length > 0) {
  const { problems } = await checkLint(ROOT, sources);
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) process.exit(1);
}

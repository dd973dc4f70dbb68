import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow } from '../lib/project.mjs';

/** Length above which a source file is pointed out; oxlint refuses 400 (800 for tests). */
const LONG = 250;

/**
 * One word per thing in the catalogues: what is wrong, what to say instead.
 *
 * @type {Record<'fi' | 'en', [RegExp, string][]>}
 */
const WORDS = {
  fi: [
    [/\bagent(ti|in|it|ille|illa)\b/i, 'käsittelijä'],
    [/\btick?et(it|in|ille|illa)?\b/i, 'tiketti'],
    [/\bkeissi/i, 'tiketti'],
    [/\b(klikkaa|klikkaamalla)\b/i, 'valitse'],
    [/\bwrap-?up\b/i, 'jälkityö'],
    [/\bcallback/i, 'takaisinsoitto'],
    [/\bonboarding/i, 'käyttöönotto'],
    [/\bcheck-?list/i, 'tarkistuslista'],
  ],
  en: [
    [/\b(oops|whoops)\b/i, 'say what happened'],
    [/\bsuccessfully\b/i, 'say what was done'],
    [/\bclick here\b/i, 'name the thing'],
    [/\bafter-?call work\b/i, 'wrap-up'],
  ],
};

const OURS = ['src', 'tests', 'scripts', 'docs'];
const SOURCE = /\.(ts|tsx|mjs|css|md)$/;

/**
 * Long files (a warning), conflict markers, and words that the interface does not use.
 *
 * @param {string} root absolute path of the repository
 * @returns {import('../check.mjs').Outcome}
 */
export function checkFiles(root) {
  /** @type {string[]} */
  const problems = [];
  /** @type {string[]} */
  const warnings = [];
  const files = OURS.flatMap((folder) => filesBelow(join(root, folder))).filter(
    (file) => SOURCE.test(file) && !/[\\/]lint-rules[\\/]planted[\\/]/.test(file),
  );
  for (const file of files) {
    const name = relative(root, file).replaceAll('\\', '/');
    const lines = readFileSync(file, 'utf8').split('\n');
    if (name.startsWith('src/') && !/\.test\.tsx?$|\.md$/.test(name) && lines.length > LONG)
      warnings.push(`${name}: ${lines.length} lines; better below ${LONG}`);
    const language = /^src\/shared\/i18n\/(fi|en)\//.exec(name)?.[1];
    lines.forEach((line, index) => {
      const where = `${name}:${index + 1}`;
      if (/^(<{7}|>{7}) /.test(line)) problems.push(`${where}: conflict marker`);
      if (language === 'fi' || language === 'en') problems.push(...wordProblems(language, line, where));
    });
  }
  return { checked: files.length, problems, warnings };
}

/**
 * @param {'fi' | 'en'} language
 * @param {string} line
 * @param {string} where
 */
function wordProblems(language, line, where) {
  /** @type {string[]} */
  const problems = [];
  for (const [, , text = ''] of line.matchAll(/(['"`])((?:\\.|(?!\1).)*)\1/g)) {
    for (const [pattern, instead] of WORDS[language]) {
      const match = pattern.exec(text);
      if (match) problems.push(`${where}: "${match[0]}" is not our word: ${instead}`);
    }
    if (/\p{L}!/u.test(text)) problems.push(`${where}: no exclamation marks in the interface`);
  }
  return problems;
}

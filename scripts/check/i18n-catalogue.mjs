import { basename, join, relative } from 'node:path';
import { bare, constantString, parseFile } from '../lib/ast.mjs';
import { filesBelow } from '../lib/project.mjs';

/** @typedef {{ text: string, file: string, line: number }} Entry */
/** @typedef {{ entries: Map<string, Entry>, files: number, problems: string[] }} Catalogue */

/**
 * Reads one language: every file below `src/shared/i18n/<language>` is a namespace with one exported object.
 * Keys come out as `namespace.path.to.key`. The files are parsed, not run, so a value that is not a plain
 * string is a problem.
 *
 * @param {string} root absolute path of the repository
 * @param {string} language
 * @returns {Catalogue}
 */
export function readCatalogue(root, language) {
  const folder = join(root, 'src', 'shared', 'i18n', language);
  const files = filesBelow(folder).filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && basename(file) !== 'index.ts',
  );
  /** @type {Catalogue} */
  const catalogue = { entries: new Map(), files: files.length, problems: [] };
  for (const file of files) readNamespace(catalogue, root, file);
  return catalogue;
}

/**
 * @param {Catalogue} catalogue
 * @param {string} root
 * @param {string} file
 */
function readNamespace(catalogue, root, file) {
  const parsed = parseFile(file);
  const name = relative(root, file);
  const objects = parsed.program['body']
    .filter((/** @type {any} */ node) => node.type === 'ExportNamedDeclaration')
    .flatMap((/** @type {any} */ node) => node.declaration?.declarations ?? [])
    .map((/** @type {any} */ declaration) => declaration.init && bare(declaration.init))
    .filter((/** @type {any} */ init) => init?.type === 'ObjectExpression');
  if (objects.length !== 1) {
    catalogue.problems.push(`${name}: expected one exported object, found ${objects.length}`);
    return;
  }
  readObject(objects[0], camelCase(basename(file, '.ts')));

  /**
   * @param {any} object
   * @param {string} prefix
   */
  function readObject(object, prefix) {
    for (const property of object.properties) {
      const line = parsed.lineAt(property.start);
      const key = property.key?.name ?? property.key?.value;
      if (property.type !== 'Property' || property.computed || key === undefined) {
        catalogue.problems.push(`${name}:${line}: only plain keys are allowed in a catalogue`);
        continue;
      }
      const path = `${prefix}.${key}`;
      const value = bare(property.value);
      const text = constantString(value);
      if (value.type === 'ObjectExpression') readObject(value, path);
      else if (text === undefined) catalogue.problems.push(`${name}:${line}: ${path} is not a plain string`);
      else if (text.trim() === '') catalogue.problems.push(`${name}:${line}: ${path} is empty`);
      else catalogue.entries.set(path, { text, file: name, line });
    }
  }
}

/** @param {string} kebab */
const camelCase = (kebab) => kebab.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** @param {string} text */
const variables = (text) =>
  [...text.matchAll(/\{\{\s*-?\s*([\w.]+)/g)]
    .map((match) => match[1] ?? '')
    .sort((a, b) => a.localeCompare(b))
    .join(', ');

/**
 * Both languages must have the same keys and use the same variables in each.
 *
 * @param {Catalogue} fi
 * @param {Catalogue} en
 * @returns {string[]} problems
 */
export function compareCatalogues(fi, en) {
  const problems = [...fi.problems, ...en.problems];
  for (const [key, entry] of fi.entries) {
    const other = en.entries.get(key);
    if (!other) {
      problems.push(`${entry.file}:${entry.line}: ${key} is missing in en`);
      continue;
    }
    // `_one` may say "one" in words, so only the other plural forms must repeat the variables.
    const same = variables(entry.text) === variables(other.text) || /_(zero|one)$/.test(key);
    if (!same)
      problems.push(
        `${other.file}:${other.line}: ${key} uses {${variables(other.text)}} but fi uses {${variables(entry.text)}}`,
      );
  }
  for (const [key, entry] of en.entries)
    if (!fi.entries.has(key)) problems.push(`${entry.file}:${entry.line}: ${key} is missing in fi`);
  return problems;
}

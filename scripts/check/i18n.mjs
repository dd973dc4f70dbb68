import { join, relative } from 'node:path';
import { parseFile } from '../lib/ast.mjs';
import { filesBelow } from '../lib/project.mjs';
import { compareCatalogues, readCatalogue } from './i18n-catalogue.mjs';
import { visibleLiterals } from './i18n-literals.mjs';
import { keyIndex, readUsage } from './i18n-usage.mjs';

/** Where people read what the code says. The hub answers programs; its words to the operator are English. */
const SHOWN = /^src[\\/](renderer|main)[\\/]/;

/** Puts the catalogues together; that it imports one does not mean that one is used as an object. */
const ASSEMBLY = /[\\/]i18n[\\/][^\\/]+$/;

/**
 * Both languages complete, every used key there, every key used, no visible string outside the catalogues.
 *
 * @param {string} root absolute path of the repository
 * @returns {import('../check.mjs').Outcome}
 */
export function checkI18n(root) {
  const [fi, en] = [readCatalogue(root, 'fi'), readCatalogue(root, 'en')];
  const problems = compareCatalogues(fi, en);
  const index = keyIndex(fi.entries.keys());
  const sources = filesBelow(join(root, 'src')).filter(
    (file) =>
      /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file) && !/[\\/]i18n[\\/](fi|en)[\\/]/.test(file),
  );
  /** @type {Set<string>} */
  const used = new Set();
  /** @type {RegExp[]} */
  const templates = [];
  /** Catalogues that code uses as objects, without `t`; then reading a field of that name uses the key. */
  const objects = new Set();
  const fields = new Set();
  /** Namespaces where `t` is given a variable; there any string or field of the code may be a key. */
  const variable = new Set();
  const words = new Set();
  for (const file of sources) {
    const parsed = parseFile(file);
    const name = relative(root, file);
    const usage = readUsage(parsed);
    for (const { key, line } of usage.keys) {
      const full = index.resolve(key, usage.namespaces);
      if (full) used.add(full);
      else problems.push(`${name}:${line}: no catalogue has the key '${key}'`);
    }
    for (const { pattern, line } of usage.patterns) {
      const matches = index.matching(pattern, usage.namespaces);
      for (const key of matches) used.add(key);
      if (matches.length === 0) problems.push(`${name}:${line}: no key matches ${pattern.source}`);
    }
    for (const text of usage.strings) {
      const full = index.resolve(text, usage.namespaces);
      if (full) used.add(full);
    }
    templates.push(...usage.templates);
    if (!ASSEMBLY.test(name)) for (const catalogue of usage.catalogues) objects.add(catalogue);
    for (const field of usage.fields) fields.add(field);
    if (usage.variables) for (const namespace of usage.namespaces) variable.add(namespace);
    for (const word of [...usage.strings, ...usage.names]) words.add(word);
    if (SHOWN.test(name))
      for (const { text, line, where } of visibleLiterals(parsed))
        problems.push(`${name}:${line}: visible string outside the catalogues (${where}): "${text}"`);
  }
  for (const key of index.bases) {
    if (used.has(key) || templates.some((template) => template.test(key))) continue;
    const [namespace = '', ...path] = key.split('.');
    if (objects.has(namespace) && path.every((part) => fields.has(part))) continue;
    if (variable.has(namespace) && words.has(path.join('.'))) continue;
    const entry = fi.entries.get(key) ?? fi.entries.get(`${key}_other`) ?? fi.entries.get(`${key}_one`);
    problems.push(`${entry?.file}:${entry?.line}: no code uses the key '${key}'`);
  }
  const unseen = fi.files === 0 || en.files === 0 || sources.length === 0;
  return { checked: unseen ? 0 : sources.length + fi.files + en.files, problems };
}

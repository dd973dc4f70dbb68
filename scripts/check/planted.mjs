import { cpSync, mkdtempSync, readdirSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at, ROOT } from '../lib/project.mjs';

/** The configuration that decides what is reported, taken as it is. */
const CONFIGURATION =
  /^(tsconfig.*\.json|\.oxlintrc\.json|knip\.json|package\.json|prettier\.config\.mjs|\.prettierignore)$/;

/**
 * A throw-away repository of nothing but the deliberately wrong files of `tests/lint-rules/planted`, under
 * this repository's own configuration. The caller removes it.
 *
 * @param {{ withFiles?: boolean }} [options] `withFiles: false` leaves the tree empty
 * @returns {string} its absolute path
 */
export function plantedTree({ withFiles = true } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'luuri-planted-'));
  for (const name of readdirSync(ROOT)) if (CONFIGURATION.test(name)) cpSync(at(name), join(root, name));
  cpSync(at('types'), join(root, 'types'), { recursive: true });
  symlinkSync(at('node_modules'), join(root, 'node_modules'), 'junction');
  if (withFiles) cpSync(at('tests', 'lint-rules', 'planted'), root, { recursive: true });
  return root;
}

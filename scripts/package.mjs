// npm run package: an installer for this platform, by electron-builder. It is not a dependency: it and the
// Electron binary are large and come from outside the npm registry, so this says plainly what is missing.
import { existsSync } from 'node:fs';
import { findElectron, obtainElectron } from './lib/electron.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { at, isBuilt, ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';

if (!(await ensureInstalled(ROOT))) process.exit(1);

const builder = at('node_modules', 'electron-builder', 'cli.js');
const missing = [];
if (!existsSync(builder)) missing.push('electron-builder: npm install --no-save electron-builder');
if (!findElectron() && !(await obtainElectron()))
  missing.push('the Electron binary: npx install-electron (needs access to its download site)');
if (missing.length > 0) {
  console.error(['Cannot package; missing:', ...missing.map((line) => `  ${line}`)].join('\n'));
  process.exit(1);
}
if (!isBuilt()) {
  const code = await passThrough(process.execPath, [at('scripts', 'build.mjs')], { cwd: ROOT });
  if (code !== 0) process.exit(code);
}
const args = [builder, '--config', 'electron-builder.yml', ...process.argv.slice(2)];
process.exit(await passThrough(process.execPath, args, { cwd: ROOT }));

// Makes the pictures of docs/screens from the sample team: npm run screens. Builds first when sources changed.
import { ensureInstalled } from './lib/install.mjs';
import { at, isBuilt, ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';

if (!(await ensureInstalled(ROOT))) process.exit(1);
if (!isBuilt()) {
  const code = await passThrough(process.execPath, [at('scripts', 'build.mjs')], { cwd: ROOT });
  if (code !== 0) process.exit(code);
}
const playwright = at('node_modules', '@playwright', 'test', 'cli.js');
const args = [playwright, 'test', '-c', at('tests', 'screens', 'playwright.config.ts')];
process.exit(await passThrough(process.execPath, args, { cwd: ROOT }));

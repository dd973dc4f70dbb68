// Runs a command-line tool of the project: node scripts/tool.mjs NAME [arguments]. Installs and builds first
// when that is needed, so each works right after a clone.
import { existsSync } from 'node:fs';
import { ensureInstalled, nodeProblem } from './lib/install.mjs';
import { at, isBuilt, ROOT } from './lib/project.mjs';
import { passThrough } from './lib/run.mjs';

/** `app`: the argument that names another build of the app than the one in `out/`, which is brought up to date. */
/** @type {Record<string, { source: string, bundle?: string, app?: string, usage: string }>} */
const TOOLS = {
  hub: { source: 'src/hub/cli.ts', bundle: 'out/hub/hub.js', usage: 'npm run hub -- --help' },
  import: { source: 'src/hub/import-cli.ts', bundle: 'out/hub/import.js', usage: 'npm run import -- FILE…' },
  simulate: { source: 'tests/sync/simulate.ts', usage: 'npm run simulate -- --seed NUMBER' },
  bench: {
    source: 'tests/bench/run.ts',
    app: '--app',
    usage: 'npm run bench -- NAME (npm run bench -- --help lists them)',
  },
};

const [name = '', ...args] = process.argv.slice(2);
const tool = TOOLS[name];
if (!tool || !existsSync(at(tool.source))) {
  console.error(tool ? `This tree has no ${tool.source}.` : `There is no tool "${name}".`);
  const usable = Object.values(TOOLS).filter(({ source }) => existsSync(at(source)));
  console.error(['Usage:', ...usable.map(({ usage }) => `  ${usage}`)].join('\n'));
  process.exit(1);
}

const problem = nodeProblem(ROOT);
if (problem) {
  console.error(problem);
  process.exit(1);
}
if (!(await ensureInstalled(ROOT))) process.exit(1);
const usesBuild = tool.bundle !== undefined || (tool.app !== undefined && !args.includes(tool.app));
if (usesBuild && !isBuilt()) {
  const code = await passThrough(process.execPath, [at('scripts', 'build.mjs')], { cwd: ROOT });
  if (code !== 0) process.exit(code);
}

const how = tool.bundle ? [at(tool.bundle)] : ['--import', 'tsx', at(tool.source)];
// The tool gets Ctrl-C itself, from the terminal; this process only hands on how it ended.
process.on('SIGINT', () => {});
// Paths on the command line are meant from where npm was called.
const cwd = process.env['INIT_CWD'] ?? process.cwd();
process.exit(await passThrough(process.execPath, [...how, ...args], { cwd: tool.bundle ? cwd : ROOT }));

// npm start: installs, builds and runs what is needed, and opens the app. Runs before anything is installed, so
// it imports nothing but Node and its own helpers.
import { spawn } from 'node:child_process';
import { resolve as absolute } from 'node:path';
import { parseArgs } from 'node:util';
import { findElectron, hasDisplay, obtainElectron } from './lib/electron.mjs';
import { answersAsHub, defaultDataDir, runningHub, startHub } from './lib/hub.mjs';
import { ensureInstalled, nodeProblem } from './lib/install.mjs';
import { openInBrowser } from './lib/open.mjs';
import { at, isBuilt, ROOT } from './lib/project.mjs';
import { capture } from './lib/run.mjs';

const DEFAULT_PORT = 5959;

const HELP = `Usage: npm start -- [options]

Starts the team server (hub) on this computer and opens Luuri: the desktop app, or the browser
edition where the desktop app cannot run.

  --port NUMBER    port on 127.0.0.1 (default ${DEFAULT_PORT})
  --data-dir PATH  where the team's data is kept (default ${defaultDataDir()})
  --no-open        start the server only and print its address
  --help           this text

Ctrl-C stops everything.`;

/** @returns {{ port: number, dataDir: string, open: boolean, help: boolean } | { problem: string }} */
function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: String(DEFAULT_PORT) },
        'data-dir': { type: 'string', default: defaultDataDir() },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 1 || port > 65_535)
      return { problem: `--port must be a number from 1 to 65535, not "${values.port}".` };
    return {
      port,
      dataDir: absolute(process.env['INIT_CWD'] ?? '.', values['data-dir']),
      open: !values['no-open'],
      help: values.help,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** @returns {Promise<boolean>} false when the build failed; its output has been shown */
async function ensureBuilt() {
  if (isBuilt()) return true;
  console.log('Building …');
  const env = { ...process.env, NO_COLOR: '1' };
  const build = [at('scripts', 'build.mjs')];
  const { code, stdout, stderr } = await capture(process.execPath, build, { cwd: ROOT, env });
  if (code !== 0) console.error(`${stdout}${stderr}`);
  return code === 0;
}

/**
 * Opens the desktop app, else the browser edition, else says where it is.
 *
 * @param {string} url of the hub
 * @returns {Promise<import('node:child_process').ChildProcess | undefined>} the desktop app, when it was opened
 */
async function show(url) {
  if (!hasDisplay()) {
    console.log(`No display here, so no desktop app. Browser edition: ${url}`);
    return undefined;
  }
  const electron = findElectron() ?? (await obtainElectron());
  if (electron) {
    const sandbox = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const env = { ...process.env, LUURI_HUB_ADDRESS: url };
    return spawn(electron, [...sandbox, ROOT], { cwd: ROOT, env, stdio: 'inherit' });
  }
  const opened = await openInBrowser(url);
  console.log(
    `The desktop runtime (Electron) cannot be had here, so ${opened ? 'opening ' : ''}the browser edition: ${url}`,
  );
  return undefined;
}

/** @param {string} message */
function fail(message) {
  console.error(message);
  process.exit(1);
}

async function main() {
  const options = readOptions();
  if ('problem' in options) return fail(`${options.problem}\n\n${HELP}`);
  if (options.help) return console.log(HELP);
  const problem = nodeProblem(ROOT);
  if (problem) return fail(problem);

  const running = await runningHub(options.dataDir);
  if (running) {
    console.log(`Luuri is already running: ${running}`);
    // The desktop app is one window per profile: a second one only brings the first to the front.
    if (options.open) (await show(running))?.on('exit', () => process.exit(0));
    return undefined;
  }
  if (!(await ensureInstalled(ROOT)) || !(await ensureBuilt())) return fail('Luuri could not be prepared.');

  const hub = startHub(options);
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let desktop;
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    desktop?.kill();
    await hub.stop();
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);

  const outcome = await hub.ready;
  if (stopping) return undefined;
  if ('failure' in outcome) {
    const other = await answersAsHub(`http://127.0.0.1:${options.port}`);
    return fail(other ? `${outcome.failure}\n(Another Luuri uses that port.)` : outcome.failure);
  }
  void hub.ended.then((code) => {
    if (!stopping) fail(`The hub ended (exit code ${code}).`);
  });
  console.log(`Luuri is ready: ${outcome.url}`);
  if (options.open) {
    desktop = await show(outcome.url);
    desktop?.on('exit', stop);
  }
  return undefined;
}

await main();

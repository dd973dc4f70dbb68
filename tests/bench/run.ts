import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { barLine, isReached, type Bench } from './bench';

// npm run bench -- NAME [arguments]: runs one bench, prints one line a bar, writes bench/results/NAME.json and
// exits non-zero when a bar is missed.

const BENCHES = fileURLToPath(new URL('./benches', import.meta.url));
const RESULTS = fileURLToPath(new URL('../../bench/results', import.meta.url));

async function loadBenches(): Promise<Bench[]> {
  const files = readdirSync(BENCHES).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(BENCHES, file)).href) as Promise<{ bench?: Bench }>),
  );
  return modules.flatMap(({ bench }) => (bench ? [bench] : []));
}

function help(benches: readonly Bench[]): string {
  const width = Math.max(0, ...benches.map(({ name }) => name.length));
  return [
    'Usage: npm run bench -- NAME [arguments]',
    '',
    ...benches.map(({ name, about }) => `  ${name.padEnd(width)}  ${about}`),
    '',
    'Prints one line a bar and writes bench/results/NAME.json. Exits with 1 when a bar is missed.',
  ].join('\n');
}

async function runBench(bench: Bench, args: readonly string[]): Promise<boolean> {
  const started = new Date();
  const bars = await bench.run({ args, progress: (text) => console.error(text) });
  for (const bar of bars) console.log(barLine(bar));
  const result = {
    bench: bench.name,
    args,
    startedAt: started.toISOString(),
    seconds: (Date.now() - started.getTime()) / 1000,
    machine: { node: process.version, cores: cpus().length, memoryBytes: totalmem() },
    bars: bars.map((bar) => ({ ...bar, ok: isReached(bar) })),
  };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(join(RESULTS, `${bench.name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  // A bench without bars has measured nothing.
  return bars.length > 0 && bars.every(isReached);
}

const [name, ...args] = process.argv.slice(2);
const benches = await loadBenches();
const bench = benches.find((candidate) => candidate.name === name);
if (bench) process.exitCode = (await runBench(bench, args)) ? 0 : 1;
else if (name === undefined || name === '--help' || name === '-h') console.log(help(benches));
else {
  console.error(`There is no bench "${name}".\n\n${help(benches)}`);
  process.exitCode = 1;
}

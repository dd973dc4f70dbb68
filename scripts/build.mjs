// Production bundles: Electron main, preload and renderer through electron-vite, the hub and the import
// tool through esbuild. Ends with the size of each bundle, raw and gzipped.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { at, BUILD_STAMP, filesBelow, ROOT, sourcesHash } from './lib/project.mjs';

/** Bundle name in out/hub → entry; a tool that does not exist in this tree is left out. */
const NODE_ENTRIES = { hub: 'src/hub/cli.ts', import: 'src/hub/import-cli.ts' };

async function buildNodeTools() {
  const entries = Object.entries(NODE_ENTRIES).filter(([, file]) => existsSync(at(file)));
  await build({
    absWorkingDir: ROOT,
    entryPoints: Object.fromEntries(entries),
    outdir: at('out', 'hub'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    packages: 'external',
    tsconfig: at('tsconfig.hub.json'),
    legalComments: 'none',
    logLevel: 'warning',
  });
}

/** @param {number} bytes */
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1).padStart(8)} kB`;

function printSizes() {
  const files = filesBelow(at('out')).filter((file) => /\.(js|cjs|mjs|css|html|wasm)$/.test(file));
  let [raw, packed] = [0, 0];
  console.log(`${'bundle'.padEnd(56)}  ${'raw'.padStart(11)}  ${'gzip'.padStart(11)}`);
  for (const file of files) {
    const content = readFileSync(file);
    const gzip = gzipSync(content).length;
    [raw, packed] = [raw + content.length, packed + gzip];
    const name = relative(ROOT, file).split(sep).join('/');
    console.log(`${name.padEnd(56)}  ${kilobytes(content.length)}  ${kilobytes(gzip)}`);
  }
  console.log(`${'total'.padEnd(56)}  ${kilobytes(raw)}  ${kilobytes(packed)}`);
}

// Taken before the build: what changes while it runs makes the next start build again.
const stamp = sourcesHash();
rmSync(BUILD_STAMP, { force: true });
for (const part of ['main', 'preload', 'renderer', 'hub'])
  rmSync(at('out', part), { recursive: true, force: true });

const bin = at('node_modules', 'electron-vite', 'bin', 'electron-vite.js');
const vite = spawnSync(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
  cwd: ROOT,
  stdio: 'inherit',
});
if (vite.status !== 0) process.exit(vite.status ?? 1);
await buildNodeTools();
writeFileSync(BUILD_STAMP, stamp);
printSizes();

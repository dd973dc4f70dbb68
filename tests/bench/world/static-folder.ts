import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const bundle = fileURLToPath(new URL('../../../out/renderer', import.meta.url));
const pages = fileURLToPath(new URL('../pages', import.meta.url));

/**
 * The production build of the app with one page more, `/bench.html`, that runs `tests/bench/pages/<name>.ts`.
 * @param app folder of the build; `out/renderer` unless told otherwise
 * @returns the folder, and what removes it
 */
export async function appWithPage(
  name: string,
  app = bundle,
): Promise<{ folder: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-app-'));
  await cp(app, folder, { recursive: true });
  await build({
    entryPoints: [join(pages, `${name}.ts`)],
    outfile: join(folder, 'bench.js'),
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    define: { global: 'globalThis', 'process.env.NODE_ENV': '"production"' },
    logLevel: 'warning',
  });
  const html =
    '<!doctype html><html><head><title>bench</title><script type="module" src="/bench.js"></script></head></html>';
  await writeFile(join(folder, 'bench.html'), html);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';
import type { createSyncEngine } from '@shared/couchdb-sync/engine';
import type { Mutant } from './mutants.data';

const ENGINE = fileURLToPath(new URL('../../../src/shared/couchdb-sync/', import.meta.url));
const SHARED = fileURLToPath(new URL('../../../src/shared', import.meta.url));

/** The engine with one mistake in it, built from the sources as they are now. */
export async function mutantEngine({ file, from, to }: Mutant): Promise<typeof createSyncEngine> {
  let hits = 0;
  const result = await build({
    entryPoints: [`${ENGINE}engine.ts`],
    bundle: true,
    write: false,
    format: 'esm',
    alias: { '@shared': SHARED },
    plugins: [
      {
        name: 'mutant',
        setup({ onLoad }) {
          onLoad({ filter: /couchdb-sync[\\/][^\\/]+\.ts$/ }, async ({ path }) => {
            const { readFile } = await import('node:fs/promises');
            const source = await readFile(path, 'utf8');
            if (!path.endsWith(file)) return { contents: source, loader: 'ts' };
            hits = source.split(from).length - 1;
            return { contents: source.replace(from, to), loader: 'ts' };
          });
        },
      },
    ],
  });
  // A mistake that fits nowhere, or in two places, would prove nothing.
  if (hits !== 1) throw new Error(`"${from}" is ${hits} times in ${file}`);
  const code = result.outputFiles[0]?.text ?? '';
  const module = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    createSyncEngine: typeof createSyncEngine;
  };
  return module.createSyncEngine;
}

import { createHash } from 'node:crypto';

/** What the service worker's source holds where the build puts the list. */
const PLACEHOLDER = '__LUURI_BUNDLE__';
export const SERVICE_WORKER = 'service-worker.js';

/**
 * Vite plugin: tells the service worker which files the app consists of. Runs after everything is named.
 *
 * @param {readonly string[]} publicFiles served as they are, such as `/favicon.svg`
 * @returns {import('vite').Plugin}
 */
export function offlineBundle(publicFiles) {
  return {
    name: 'luuri:offline-bundle',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const worker = bundle[SERVICE_WORKER];
      if (worker?.type !== 'chunk') throw new Error(`the bundle has no ${SERVICE_WORKER}`);
      const names = Object.keys(bundle).filter((name) => name !== SERVICE_WORKER && name !== 'index.html');
      const files = ['/', ...publicFiles, ...names.map((name) => `/${name}`).sort()];
      const hash = createHash('sha256');
      for (const name of Object.keys(bundle).sort()) {
        const part = bundle[name];
        hash.update(name).update(part?.type === 'chunk' ? part.code : (part?.source ?? ''));
      }
      const list = JSON.stringify({ version: hash.digest('hex').slice(0, 16), files });
      if (!worker.code.includes(PLACEHOLDER)) throw new Error(`${SERVICE_WORKER} has no place for the list`);
      worker.code = worker.code.replace(PLACEHOLDER, () => list);
    },
  };
}

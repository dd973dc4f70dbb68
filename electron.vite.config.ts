import { fileURLToPath } from 'node:url';
import { defineConfig } from 'electron-vite';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { SERVICE_WORKER, offlineBundle } from './scripts/lib/offline-bundle.mjs';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const alias = {
  '@shared': at('./src/shared'),
  '@renderer': at('./src/renderer'),
  '@hub': at('./src/hub'),
  '@main': at('./src/main'),
};

/**
 * electron-vite forces `base: './'` for the renderer. Both shells serve the bundle from the root of an
 * origin and the app has nested routes, so asset addresses must be absolute.
 */
const absoluteBase: Plugin = { name: 'luuri:absolute-base', config: () => ({ base: '/' }) };

export default defineConfig({
  main: {
    resolve: { alias },
    build: {
      outDir: 'out/main',
      // Everything but Electron and Node is bundled, so the packaged app needs no node_modules.
      externalizeDeps: false,
      rolldownOptions: {
        input: { main: at('./src/main/main.ts') },
        output: { format: 'es', entryFileNames: '[name].js' },
      },
    },
  },
  preload: {
    resolve: { alias },
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script can neither be an ES module nor require packages.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('./src/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('./src/renderer'),
    resolve: { alias, dedupe: ['react', 'react-dom', 'rxdb', 'rxjs', 'dexie'] },
    plugins: [react(), absoluteBase, offlineBundle(['/favicon.svg'])],
    worker: { format: 'es' },
    build: {
      outDir: at('./out/renderer'),
      // The browser edition serves other browsers too, so not Electron's own Chromium level.
      target: 'es2022',
      minify: 'oxc',
      sourcemap: false,
      // The CSP allows no data: scripts or fonts; every asset is a file of our own origin.
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: {
          index: at('./src/renderer/index.html'),
          'service-worker': at('./src/renderer/app/offline/service-worker.ts'),
        },
        output: {
          // Its address is its identity: a service worker under a new name would be a second one.
          entryFileNames: ({ name }) =>
            name === 'service-worker' ? SERVICE_WORKER : 'assets/[name]-[hash].js',
        },
      },
    },
  },
});

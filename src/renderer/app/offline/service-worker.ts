/// <reference lib="WebWorker" />
// Keeps the app itself on this machine, so that the browser edition opens with no network. Only the app's own
// files: never `/db` or `/api`, whose answers would be lies when they come from a cache.

declare const self: ServiceWorkerGlobalScope;

/** Filled in by the build: every file of the bundle, and a name that changes with any of them. */
const bundle = JSON.parse('__LUURI_BUNDLE__') as { version: string; files: string[] };
const CACHE = `luuri-app-${bundle.version}`;

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(bundle.files)));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(removeOldBundles());
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isOurs = event.request.method === 'GET' && url.origin === self.location.origin;
  if (!isOurs || /^\/(db|api)(\/|$)/.test(url.pathname)) return;
  // An address of the app opens the app, that of one of its files the file.
  const isFile = bundle.files.includes(url.pathname);
  const path = event.request.mode === 'navigate' && !isFile ? '/' : url.pathname;
  if (bundle.files.includes(path)) event.respondWith(fromCache(path));
});

/** From this machine at once; the network only if somebody emptied the cache under us. */
async function fromCache(path: string): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(path)) ?? fetch(path);
}

async function removeOldBundles(): Promise<void> {
  const names = await caches.keys();
  const old = names.filter((name) => name.startsWith('luuri-app-') && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
}

// An own module scope, so that `self` above is this file's alone.
export {};

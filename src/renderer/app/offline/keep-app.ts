import { drop } from '@shared/lib/drop';

/**
 * Keeps the browser edition on this machine. Browsers allow it on https and on this computer itself; on a plain
 * http address the app needs the network to open, and says nothing of it here.
 *
 * @param onNewVersion called when a newer version lies ready; it is used from the next start on
 */
export function keepAppOffline(onNewVersion: () => void): void {
  const { serviceWorker } = navigator;
  if (!import.meta.env.PROD || location.protocol === 'app:' || !isSecureContext) return;
  drop(
    serviceWorker.register('/service-worker.js').then((registration) => {
      registration.addEventListener('updatefound', () => {
        const fresh = registration.installing;
        fresh?.addEventListener('statechange', () => {
          if (fresh.state === 'installed' && serviceWorker.controller) onNewVersion();
        });
      });
    }),
  );
}

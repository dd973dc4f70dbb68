import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CouchAddress } from '../backend/couch-address';
import { readCouchAddress } from '../backend/couch-address';
import { isLoopbackHost, openHub } from '../hub';
import type { CliOptions } from './options';
import { UsageError } from './options';

/** Runs a hub until it is told to stop. */
export async function serve(options: CliOptions): Promise<number> {
  const { host = '127.0.0.1' } = options;
  if (!isLoopbackHost(host) && !options.expose) {
    throw new UsageError(
      `--host ${host} lets others on the network reach this hub; add --expose to allow it`,
    );
  }
  if (options.staticFolder !== undefined && !existsSync(options.staticFolder)) {
    throw new UsageError(`--static: no folder ${options.staticFolder}`);
  }
  const hub = await openHub({
    port: options.port,
    host,
    dataDir: options.dataDir,
    couch: readCouch(options.couch),
    couchTimeoutMs: options.couchTimeoutMs,
    hostNames: options.hostNames,
    staticFolder: options.staticFolder ?? builtPages(),
    heartbeatMs: options.heartbeatMs,
  });
  if (!isLoopbackHost(host)) {
    process.stdout.write(
      `Exposed on ${host}:${hub.port}: sign-in page, team database (/db) and members (/api), for everybody who can ` +
        'reach this address. The connection is not encrypted; put a TLS proxy in front outside of a trusted network.\n',
    );
  }
  process.stdout.write(`Luuri hub ready on ${hub.url}\n`);
  await stopSignal();
  await hub.close();
  return 0;
}

function readCouch(address: string | undefined): CouchAddress | undefined {
  if (address === undefined) return undefined;
  try {
    return readCouchAddress(address, process.env);
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** The browser edition that was built beside the bundled hub (`out/hub/hub.js`, `out/renderer`). */
function builtPages(): string | undefined {
  const folder = fileURLToPath(new URL('../renderer', import.meta.url));
  return existsSync(`${folder}/index.html`) ? folder : undefined;
}

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
      resolve();
    };
    process.on('SIGINT', stop);
    process.on('SIGTERM', stop);
  });
}

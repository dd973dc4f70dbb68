import { readServer } from '@renderer/data/commands/account';
import { readServerAddress } from '@renderer/data/commands/server-address';
import { platform } from '@renderer/platform/platform';

/** What is known of the program, the server and this machine's storage. Nothing secret. */
export interface MachineFacts {
  edition: 'electron' | 'browser';
  version: string;
  serverVersion: string;
  /** Empty: this computer. */
  server: string;
  system: string;
  browser: string;
  persisted: boolean;
  usedMegabytes: number | null;
}

export async function readFacts(): Promise<MachineFacts> {
  const [info, server, address] = await Promise.all([platform.info(), readServer(), readServerAddress()]);
  return {
    edition: platform.kind,
    version: info.ok ? info.value.version : '',
    serverVersion: server.ok ? server.value.version : '',
    server: address ?? '',
    system: info.ok ? info.value.system : '',
    browser: navigator.userAgent,
    ...(await readStorage()),
  };
}

/** Plain http on a local network has no storage manager; the desktop app's storage is always kept. */
async function readStorage(): Promise<Pick<MachineFacts, 'persisted' | 'usedMegabytes'>> {
  const { storage } = navigator as Partial<Navigator>;
  const persisted = platform.kind === 'electron' || ((await storage?.persisted?.()) ?? false);
  const usage = (await storage?.estimate?.())?.usage;
  return { persisted, usedMegabytes: usage === undefined ? null : Math.round(usage / 1e5) / 10 };
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Ask } from '@hub/cli/operator-client';
import { asker } from '@hub/cli/operator-client';

const cli = fileURLToPath(new URL('../../../src/hub/cli.ts', import.meta.url));

/** A hub in a process of its own, as a team runs it, with a fresh folder. */
export interface HubProcess {
  url: string;
  /** Where it keeps everything. */
  folder: string;
  /** Asks as the operator; throws unless the answer is good. */
  ask: Ask;
  close(): Promise<void>;
}

/** @param staticFolder what it serves as the app; nothing without it */
export async function openHubProcess(staticFolder?: string): Promise<HubProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-hub-'));
  const options = ['--port', '0', '--data-dir', folder, ...(staticFolder ? ['--static', staticFolder] : [])];
  const child = spawn(process.execPath, ['--import', 'tsx', cli, 'serve', ...options], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /ready on (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)));
  });
  const token = (await readFile(join(folder, 'operator-token'), 'utf8')).trim();
  return {
    url,
    folder,
    ask: asker(url, token),
    async close() {
      child.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

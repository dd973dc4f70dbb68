import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

// The real `npm start`, which builds first when sources have changed.
const PATIENCE = { timeout: 180_000 };

interface Started {
  child: ChildProcess;
  /** Resolves with everything said so far once a line matches, or when the program has ended. */
  said(pattern: RegExp): Promise<string>;
  ended: Promise<number | null>;
}

let dataDir = '';
const running: ChildProcess[] = [];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'luuri start ä '));
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  rmSync(dataDir, { recursive: true, force: true });
});

function start(...args: string[]): Started {
  const child = spawn(process.execPath, ['scripts/start.mjs', '--no-open', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.push(child);
  let text = '';
  const waiting: { pattern: RegExp; resolve: (text: string) => void }[] = [];
  const ended = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      text += `${line}\n`;
      for (const { pattern, resolve } of waiting) if (pattern.test(text)) resolve(text);
    });
  }
  return {
    child,
    ended,
    said: (pattern) =>
      new Promise((resolve) => {
        if (pattern.test(text)) resolve(text);
        waiting.push({ pattern, resolve });
        void ended.then(() => resolve(text));
      }),
  };
}

async function listen(answer: string): Promise<Server> {
  const server = createServer((_, response) => response.end(answer));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return server;
}

async function freePort(): Promise<string> {
  const server = await listen('');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

describe('npm start', () => {
  it('serves, is found by a second start, and ends cleanly on Ctrl-C', PATIENCE, async () => {
    const port = await freePort();
    const first = start('--port', port, '--data-dir', dataDir);
    const address = `http://127.0.0.1:${port}`;
    expect(await first.said(/is ready/)).toContain(`Luuri is ready: ${address}`);
    const info: unknown = await (await fetch(`${address}/api/info`)).json();
    expect(info).toMatchObject({ product: 'luuri', local: true });
    const page = await (await fetch(address)).text();
    expect(page).toContain('<script type="module"');

    const second = start('--data-dir', dataDir);
    expect(await second.said(/already running/)).toContain(`Luuri is already running: ${address}`);
    expect(await second.ended).toBe(0);

    first.child.kill('SIGINT');
    expect(await first.ended).toBe(0);
    await expect(fetch(`${address}/api/info`)).rejects.toThrow();
  });

  it('says that a port is taken, and by what option another is chosen', PATIENCE, async () => {
    const other = await listen('I am something else');
    const port = String((other.address() as AddressInfo).port);
    const refused = start('--port', port, '--data-dir', dataDir);
    const said = await refused.said(/--help/);
    expect(await refused.ended).toBe(1);
    other.close();
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain('--port');
  });

  it('explains itself and refuses what is not a port', PATIENCE, async () => {
    const help = start('--help');
    expect(await help.ended).toBe(0);
    expect(await help.said(/./)).toContain('--data-dir');
    const wrong = start('--port', 'many');
    expect(await wrong.ended).toBe(1);
    expect(await wrong.said(/./)).toContain('not "many"');
  });
});

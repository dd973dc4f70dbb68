import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { runCli } from '@hub/cli/run-cli';
import { FolderInUseError } from '@hub/lock';
import type { Ended } from '../fixtures/run-here';
import { runHere } from '../fixtures/run-here';
import { client, DB, LEAD, operator, setUp, temporaryFolder, testHub } from './support';

// Each of these starts several processes, on a machine that other suites keep busy.
vi.setConfig({ testTimeout: 60_000 });

const ROOT = resolve(import.meta.dirname, '../..');

/** Below the repository, so that the bundles find its packages. */
const BUNDLES = join(ROOT, '.cache', `hub-tests-${process.pid}`);

beforeAll(async () => {
  await build({
    entryPoints: { cli: join(ROOT, 'src/hub/cli.ts'), writer: join(ROOT, 'tests/hub/bulk-writer.ts') },
    outdir: BUNDLES,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.base.json'),
  });
});
afterAll(() => rm(BUNDLES, { recursive: true, force: true }));

function start(program: 'cli' | 'writer', args: string[]): ChildProcess {
  const child = spawn(process.execPath, [join(BUNDLES, `${program}.mjs`), ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs the command line to its end, as a person does. */
async function run(args: string[], input = ''): Promise<Ended> {
  const child = start('cli', args);
  let out = '';
  let err = '';
  child.stdout?.on('data', (piece: Buffer) => (out += piece.toString()));
  child.stderr?.on('data', (piece: Buffer) => (err += piece.toString()));
  child.stdin?.end(input);
  const [code] = (await once(child, 'close')) as [number];
  return { code, out, err };
}

async function lineOf(child: ChildProcess, pattern: RegExp): Promise<RegExpExecArray> {
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const match = pattern.exec(line);
    if (match) return match;
  }
  throw new Error(`ended without ${pattern}`);
}

describe('data folder and port', () => {
  it('is opened by one hub at a time', async () => {
    const hub = await testHub();
    await expect(testHub({ dataDir: hub.dataDir })).rejects.toThrow(FolderInUseError);
    await hub.close();
    await expect(testHub({ dataDir: hub.dataDir })).resolves.toBeDefined();
  });

  it.each([
    // The highest number that Linux gives a process is 4 194 304.
    ['that was killed', '99999999', new Date()],
    ['whose number this process got', String(process.pid), new Date()],
    ['that ran before the computer was started', String(process.ppid), new Date('2001-01-01')],
    ['that was cut off while locking', '', new Date()],
  ])('is taken over from a hub %s', async (_what, content, time) => {
    const dataDir = await temporaryFolder();
    const lock = join(dataDir, 'hub.lock');
    await writeFile(lock, content);
    await utimes(lock, time, time);
    await expect(testHub({ dataDir })).resolves.toBeDefined();
  });

  it('is left alone while the process that locked it runs', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, 'hub.lock'), String(process.ppid));
    await expect(testHub({ dataDir })).rejects.toThrow(FolderInUseError);
  });

  it('leaves the folder free when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((listening) => other.listen(0, '127.0.0.1', listening));
    onTestFinished(() => void other.close());
    const { port } = other.address() as AddressInfo;
    const dataDir = await temporaryFolder();
    await expect(testHub({ dataDir, port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(testHub({ dataDir })).resolves.toBeDefined();
  });
});

describe('the command line', () => {
  it('serves until it is told to stop, and says where', async () => {
    const dataDir = await temporaryFolder();
    const child = start('cli', ['--port', '0', '--data-dir', dataDir]);
    const [, url = ''] = await lineOf(child, /^Luuri hub ready on (http:\/\/127\.0\.0\.1:\d+)$/);
    expect((await client({ url })('GET', '/api/info')).json.product).toBe('luuri');
    const second = await runHere(runCli, ['--port', '0', '--data-dir', dataDir]);
    expect([second.code, second.err]).toEqual([3, expect.stringContaining('in use by another hub')]);
    const { port } = new URL(url);
    const taken = await runHere(runCli, ['--port', port, '--data-dir', await temporaryFolder()]);
    expect([taken.code, taken.err]).toEqual([3, expect.stringContaining(`Port ${port} is taken`)]);
    child.kill('SIGTERM');
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
  });

  it('explains itself and refuses to be exposed by accident', async () => {
    const help = await runHere(runCli, ['--help']);
    expect(help.code).toBe(0);
    for (const option of ['--port', '--data-dir', '--couch', '--expose', '--heartbeat', 'reset-password']) {
      expect(help.out).toContain(option);
    }
    const exposed = await runHere(runCli, ['--host', '0.0.0.0', '--port', '0']);
    expect([exposed.code, exposed.err]).toEqual([2, expect.stringContaining('--expose')]);
    expect((await runHere(runCli, ['--port', 'many'])).code).toBe(2);
  });

  it('lets the owner of the folder back in: stopped or running', async () => {
    const hub = await testHub();
    await setUp(hub);
    const args = ['members', 'reset-password', LEAD.user, '--data-dir', hub.dataDir];
    expect((await runHere(runCli, args, 'uusi-salasana-2\n')).code).toBe(0);
    const name = LEAD.user;
    const lead = client(hub);
    expect((await lead('POST', '/db/_session', { name, password: 'uusi-salasana-2' })).status).toBe(200);
    await hub.close();
    expect((await run(args, 'uusi-salasana-3\n')).code).toBe(0);
    const list = await runHere(runCli, ['members', '--data-dir', hub.dataDir]);
    expect(list.out).toBe('liisa\tlead\tactive\tLiisa Lead\n');
    expect((await runHere(runCli, args, 'short\n')).err).toContain('password');
  });
});

describe('a hub that is killed', () => {
  it('has every acknowledged document when it opens again', async () => {
    const dataDir = await temporaryFolder();
    const child = start('writer', [dataDir]);
    // Its output ends a moment before its number is free.
    const isGone = once(child, 'exit');
    const acknowledged: string[] = [];
    let batches = 0;
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      acknowledged.push(...line.split(' '));
      batches += 1;
      // The next batch is under way at this moment.
      if (batches === 12) child.kill('SIGKILL');
    }
    await isGone;
    expect(acknowledged.length).toBeGreaterThanOrEqual(1_200);
    const hub = await testHub({ dataDir });
    const found = await operator(hub)('POST', `${DB}/_all_docs`, { keys: acknowledged });
    expect(found.json.rows.filter((row: { error?: string }) => row.error !== undefined)).toEqual([]);
    const info = (await operator(hub)('GET', DB)).json;
    const all = (await operator(hub)('GET', `${DB}/_all_docs`)).json.rows;
    expect(all).toHaveLength(info.doc_count);
    const changes = (await operator(hub)('GET', `${DB}/_changes`)).json.results;
    expect(changes).toHaveLength(info.doc_count);
  });
});

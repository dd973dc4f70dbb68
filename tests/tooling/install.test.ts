import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasDisplay } from '../../scripts/lib/electron.mjs';
import { answersAsHub, defaultDataDir, runningHub } from '../../scripts/lib/hub.mjs';
import { isInstalled, nodeProblem } from '../../scripts/lib/install.mjs';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'luuri tooling ä '));
  mkdirSync(join(root, 'node_modules'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (path: string, content: unknown): void =>
  writeFileSync(join(root, path), typeof content === 'string' ? content : JSON.stringify(content));

describe('what is installed', () => {
  const zod = { version: '4.6.7', integrity: 'sha512-a' };
  const locked = { '': {}, 'node_modules/zod': zod };

  it('is current when npm installed what the lockfile names', () => {
    write('package-lock.json', { packages: locked });
    write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': zod } });
    expect(isInstalled(root)).toBe(true);
  });

  it('is not current with nothing there, another version, other content or half a record', () => {
    write('package-lock.json', { packages: locked });
    expect(isInstalled(root)).toBe(false);
    const records: unknown[] = [
      { packages: {} },
      { packages: { 'node_modules/zod': { ...zod, version: '4.0.0' } } },
      { packages: { 'node_modules/zod': { ...zod, integrity: 'sha512-b' } } },
      '{"packages": {"node_mod',
    ];
    for (const record of records) {
      write('node_modules/.package-lock.json', record);
      expect(isInstalled(root)).toBe(false);
    }
  });

  it('may lack what is for other platforms', () => {
    const forMac = { version: '1.0.0', optional: true };
    write('package-lock.json', { packages: { ...locked, 'node_modules/fsevents': forMac } });
    write('node_modules/.package-lock.json', { packages: { 'node_modules/zod': zod } });
    expect(isInstalled(root)).toBe(true);
  });
});

describe('the version of Node', () => {
  it('is judged number by number', () => {
    write('package.json', { engines: { node: '>=20.20' } });
    for (const version of ['v20.20.0', 'v20.20.2', 'v22.1.0', 'v20.100.0'])
      expect(nodeProblem(root, version)).toBeUndefined();
    for (const version of ['v20.9.0', 'v18.20.5']) expect(nodeProblem(root, version)).toContain('needs Node');
  });
});

describe('the data folder', () => {
  it('is where the platform keeps such things', () => {
    expect(defaultDataDir({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'luuri'));
    expect(defaultDataDir({}, 'linux')).toMatch(/\.local[\\/]share[\\/]luuri$/);
    expect(defaultDataDir({}, 'darwin')).toMatch(/Application Support[\\/]luuri$/);
    expect(defaultDataDir({ APPDATA: 'C:\\Data' }, 'win32')).toContain('luuri');
  });
});

describe('a display', () => {
  it('is there on desktops, and on Linux when the session says so', () => {
    expect(hasDisplay({}, 'darwin')).toBe(true);
    expect(hasDisplay({}, 'linux')).toBe(false);
    expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true);
  });
});

describe('a hub that runs already', () => {
  it('is not believed from a stale, foreign or broken note', async () => {
    expect(await runningHub(root)).toBeUndefined();
    for (const note of ['{"url": "http://127.0.0.1:9/"}', '{"url": 5}', '{"ur', 'null']) {
      write('hub.json', note);
      expect(await runningHub(root)).toBeUndefined();
    }
    expect(await answersAsHub('not an address')).toBe(false);
  });
});

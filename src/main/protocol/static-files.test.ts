import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createStaticFiles, resolveInside } from './static-files';

let folder: string;
let root: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
  root = join(folder, 'renderer');
  mkdirSync(join(root, 'assets'), { recursive: true });
  mkdirSync(join(folder, 'renderer-other'));
  writeFileSync(join(folder, 'secret.json'), '{}');
  writeFileSync(join(folder, 'renderer-other', 'secret.js'), 'secret');
  writeFileSync(join(root, 'index.html'), '<!doctype html>');
  writeFileSync(join(root, 'assets', 'main-1.js'), '0123456789');
  writeFileSync(join(root, 'assets', 'search-1.wasm'), 'wasm');
  writeFileSync(join(root, 'kuva ä.png'), 'png');
  symlinkSync(root, join(root, 'folder.d'));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const get = (path: string, init?: RequestInit): Promise<Response> =>
  createStaticFiles(root)(new Request(`app://luuri${path}`, init));

describe('static files', () => {
  it.each(['/', '/queue', '/tickets/ticket:01ABC', '/asetukset/ä'])(
    'answers the page for %s',
    async (path) => {
      const response = await get(path);
      expect(response.status).toBe(200);
      expect(await response.text()).toBe('<!doctype html>');
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-cache');
    },
  );

  it('sends a policy with pages and scripts that allows no foreign source and no inline script', async () => {
    for (const path of ['/', '/assets/main-1.js']) {
      const policy = (await get(path)).headers.get('content-security-policy') ?? '';
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
      expect(policy).toContain("connect-src 'self'");
      expect(policy).toContain("default-src 'none'");
      expect(scripts).toContain("'self'");
      expect(scripts).not.toMatch(/'unsafe-(inline|eval)'/);
    }
    const page = (await get('/')).headers.get('content-security-policy') ?? '';
    expect(page).not.toContain('wasm-unsafe-eval');
  });

  it('names types itself', async () => {
    expect((await get('/assets/main-1.js')).headers.get('content-type')).toContain('text/javascript');
    expect((await get('/assets/search-1.wasm')).headers.get('content-type')).toBe('application/wasm');
    expect((await get('/kuva%20%C3%A4.png')).headers.get('content-type')).toBe('image/png');
    expect((await get('/assets/main-1.js')).headers.get('x-content-type-options')).toBe('nosniff');
  });

  it.each([
    '/assets/../../secret.json',
    '/..%2fsecret.json',
    '/%2e%2e%2fsecret.json',
    '/..%5csecret.json',
    '/..%2frenderer-other%2fsecret.js',
    '/%00.js',
    '/C:%5cwindows%5cwin.ini',
    '/missing.js',
    '/folder.d',
    '/%e4.js',
  ])('finds nothing at %s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  });

  it('resolves only below the root, whatever its ending', () => {
    expect(resolveInside('/srv/app/', '/a.js')).toBe('/srv/app/a.js');
    expect(resolveInside('/srv/app', '/../app2/a.js')).toBeNull();
  });

  it('answers a range, and 416 past the end', async () => {
    const part = await get('/assets/main-1.js', { headers: { range: 'bytes=2-4' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(await part.text()).toBe('234');
    const past = await get('/assets/main-1.js', { headers: { range: 'bytes=10-' } });
    expect(past.status).toBe(416);
    expect(past.headers.get('content-range')).toBe('bytes */10');
  });

  it('answers HEAD without a body and refuses to be written to', async () => {
    const head = await get('/assets/main-1.js', { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe('10');
    expect(await head.text()).toBe('');
    expect((await get('/', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

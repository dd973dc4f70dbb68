import { mkdir, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { client, DB, event, LEAD, setUp, temporaryFolder, testHub } from './support';

async function pages(): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Luuri</title>');
  await writeFile(join(folder, 'assets', 'main-abc123.js'), 'void 0;');
  return folder;
}

/** A request with a path and a Host header as they are, which `fetch` would tidy up. */
function raw(port: number, path: string, host = `127.0.0.1:${port}`): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ port, path, host: '127.0.0.1', headers: { host } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    sent.on('error', reject);
    sent.end();
  });
}

describe('the browser edition', () => {
  it('is served with strict headers and the right caching', async () => {
    const hub = await testHub({ staticFolder: await pages() });
    const ask = client(hub);
    const page = await ask('GET', '/');
    expect(page.text).toContain('<title>Luuri</title>');
    expect(page.headers.get('cache-control')).toBe('no-cache');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    const script = await ask('GET', '/assets/main-abc123.js');
    expect(script.headers.get('cache-control')).toContain('immutable');
    expect(script.headers.get('content-type')).toMatch(/javascript/);
  });

  it('answers page addresses with the page, and missing files with 404', async () => {
    const hub = await testHub({ staticFolder: await pages() });
    const ask = client(hub, { accept: 'text/html' });
    expect((await ask('GET', '/tickets/ticket:1')).text).toContain('Luuri');
    expect((await ask('GET', '/assets/old.js')).status).toBe(404);
    expect((await ask('GET', '/api/nothing')).json.error).toBe('notFound');
    expect((await client(hub, { accept: '*/*' })('GET', '/tickets')).status).toBe(404);
    expect(await raw(hub.port, '/..%2f..%2fetc/passwd')).toBeGreaterThanOrEqual(400);
    expect(await raw(hub.port, '/../../etc/passwd')).toBeGreaterThanOrEqual(400);
  });
});

describe('strangers in the browser', () => {
  it('refuses names that are not this machine (DNS rebinding)', async () => {
    const hub = await testHub();
    expect(await raw(hub.port, '/api/info')).toBe(200);
    expect(await raw(hub.port, '/api/info', `localhost:${hub.port}`)).toBe(200);
    expect(await raw(hub.port, '/api/info', 'evil.example')).toBe(421);
    const named = await testHub({ hostNames: ['tuki.example'] });
    expect(await raw(named.port, '/api/info', 'tuki.example')).toBe(200);
  });

  it('refuses writes from pages of other origins', async () => {
    const hub = await testHub();
    const lead = await setUp(hub);
    const write = (id: string, headers: Record<string, string>) =>
      lead('PUT', `${DB}/event:${id}`, event(id, LEAD.user), headers);
    expect((await write('1', { origin: 'https://evil.example' })).status).toBe(403);
    expect((await write('1', { origin: 'null' })).status).toBe(403);
    expect((await write('1', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await write('1', { origin: hub.url, 'sec-fetch-site': 'same-origin' })).status).toBe(201);
    const answer = await client(hub)('GET', '/db/', undefined, { origin: 'https://evil.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });
});

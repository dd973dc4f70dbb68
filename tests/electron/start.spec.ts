import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { expect, startOptions, test } from './fixtures';

test('starts on app://luuri with a policy on pages and scripts', async ({ shell: { page } }) => {
  expect(await page.evaluate(() => location.origin)).toBe('app://luuri');
  expect(await page.evaluate(() => isSecureContext)).toBe(true);
  const policies = await page.evaluate(async () => {
    const script = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';
    const answers = await Promise.all([fetch('/'), fetch(script)]);
    return answers.map((answer) => answer.headers.get('content-security-policy') ?? '');
  });
  for (const policy of policies) {
    expect(policy).toContain("connect-src 'self'");
    expect(policy).not.toMatch(/script-src[^;]*'unsafe-(inline|eval)'/);
  }
});

test('runs no inline script and no eval, and reaches no other origin', async ({ shell: { page } }) => {
  const outcome = await page.evaluate(async () => {
    const violations: string[] = [];
    document.addEventListener('securitypolicyviolation', (event) =>
      violations.push(event.effectiveDirective),
    );
    const script = document.createElement('script');
    script.textContent = 'window.hacked = true';
    document.body.append(script);
    const foreign = await fetch('https://example.com/').then(
      () => 'reached',
      () => 'stopped',
    );
    return { violations, foreign, hacked: 'hacked' in window };
  });
  expect(outcome).toMatchObject({ foreign: 'stopped', hacked: false });
  expect(outcome.violations).toEqual(expect.arrayContaining(['script-src-elem', 'connect-src']));
});

test('the page is sandboxed and sees only the bridge', async ({ shell: { app, page } }) => {
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
  const seen = await page.evaluate(() => ({
    node: ['require', 'process', 'module', 'Buffer', 'ipcRenderer'].filter((name) => name in window),
    bridge: Object.keys((window as unknown as { luuri: object }).luuri),
  }));
  expect(seen).toEqual({ node: [], bridge: ['calls', 'on'] });
});

test('answers a call through the bridge, and refuses a malformed one', async ({ shell: { page } }) => {
  const answers = await page.evaluate(async () => {
    const { calls } = (window as unknown as { luuri: { calls: Record<string, (a?: unknown) => unknown> } })
      .luuri;
    return [await calls['appInfo']?.(), await calls['openExternal']?.({ url: 'https://example.fi' })];
  });
  expect(answers[0]).toMatchObject({ ok: true, value: { version: '0.1.0' } });
  expect(answers[1]).toEqual({ ok: false, code: 'invalid' });
});

test('keeps everything below the given profile, with a space and an ä in its path', async ({
  profile,
  shell,
}) => {
  expect(await shell.app.evaluate(({ app }) => app.getPath('userData'))).toBe(profile);
  expect(existsSync(profile)).toBe(true);
});

test('web storage survives a restart on the same profile', async ({ launch }) => {
  const first = await launch();
  await first.page.evaluate(() => localStorage.setItem('kept', 'ä'));
  await first.app.close();
  const second = await launch();
  expect(await second.page.evaluate(() => localStorage.getItem('kept'))).toBe('ä');
});

test('a second start on the same profile ends by itself and raises the first', async ({
  profile,
  server,
  shell,
}) => {
  const { executablePath, args, env, cwd } = startOptions(profile, server.address);
  const binary = executablePath ?? (await shell.app.evaluate(() => process.execPath));
  await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.minimize());
  const second = spawn(binary, [...args, 'luuri://ticket/K7-0142X'], { cwd, env, stdio: 'ignore' });
  const code = await new Promise<number | null>((resolve) => second.once('exit', resolve));
  expect(code).toBe(0);
  await expect
    .poll(() => shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized()))
    .toBe(false);
  expect(await shell.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('starts with no server and no network', async ({ launch }) => {
  // Port 9 of this computer: nobody listens there.
  const { page } = await launch({ hub: 'http://127.0.0.1:9' });
  const answer = await page.evaluate(async () => {
    const response = await fetch('/db/_session');
    return { status: response.status, body: (await response.json()) as { error: string } };
  });
  expect(answer).toMatchObject({ status: 502, body: { error: 'unreachable' } });
  await expect(page.locator('body')).not.toBeEmpty();
});

import { expect, test } from './fixtures';

test('/db answers arrive piece by piece, while the request is still open', async ({
  server,
  shell: { page },
}) => {
  const pieces = await page.evaluate(async () => {
    const controller = new AbortController();
    const response = await fetch('/db/feed', { signal: controller.signal });
    const reader = response.body?.getReader();
    let bytes = 0;
    for (let piece = 0; piece < 3; piece += 1) bytes += (await reader?.read())?.value?.length ?? 0;
    controller.abort();
    return bytes;
  });
  expect(pieces).toBeGreaterThanOrEqual(3);
  await expect.poll(server.open).toBe(0);
});

test('fifty requests ended in a row leave nothing open at the server', async ({
  server,
  shell: { page },
}) => {
  const ended = await page.evaluate(async () => {
    let count = 0;
    for (let turn = 0; turn < 50; turn += 1) {
      const controller = new AbortController();
      const response = await fetch(`/db/feed?turn=${turn}`, { signal: controller.signal });
      const reader = response.body?.getReader();
      await reader?.read();
      controller.abort();
      await reader?.read().catch(() => (count += 1));
    }
    return count;
  });
  expect(ended).toBe(50);
  expect(server.asked.filter((line) => line.startsWith('GET /db/feed'))).toHaveLength(50);
  await expect.poll(server.open).toBe(0);
});

test('twelve waiting feeds do not hold up another request', async ({ server, shell: { page } }) => {
  const status = await page.evaluate(async () => {
    const feeds = await Promise.all(Array.from({ length: 12 }, () => fetch('/db/feed')));
    const answer = await fetch('/db/_session');
    for (const feed of feeds) await feed.body?.cancel();
    return answer.status;
  });
  expect(status).toBe(200);
  await expect.poll(server.open).toBe(0);
});

test('a request ended before its headers is ended at the server by its name', async ({ server, shell }) => {
  await shell.page.evaluate(() => {
    const answer = fetch('/db/silent', { headers: { 'x-luuri-request': 'r-1' } });
    Object.assign(window, { silent: answer.then(({ status }) => status) });
  });
  await expect.poll(server.open).toBe(1);
  await shell.page.evaluate(() => fetch('/api/abort', { method: 'POST', body: 'r-1' }));
  await expect.poll(server.open).toBe(0);
  const status = await shell.page.evaluate(() => (window as unknown as { silent: Promise<number> }).silent);
  expect(status).toBe(502);
});

test('closing the window ends its open requests', async ({ server, shell: { app, page } }) => {
  await page.evaluate(async () => {
    Object.assign(window, { feed: await fetch('/db/feed') });
  });
  await expect.poll(server.open).toBe(1);
  await app.close();
  await expect.poll(server.open).toBe(0);
});

test('the session stays in main: the page neither sends nor sees it', async ({ shell: { page } }) => {
  const answers = await page.evaluate(async () => {
    const first = await fetch('/db/cookies');
    const header = first.headers.get('set-cookie');
    const before = (await first.json()) as { cookie: string | null };
    const after = (await (await fetch('/db/cookies')).json()) as { cookie: string | null };
    return { header, document: document.cookie, before: before.cookie, after: after.cookie };
  });
  expect(answers).toEqual({ header: null, document: '', before: null, after: 'AuthSession=secret' });
});

import { catchOpenedAddresses, expect, test } from './fixtures';

test('the page cannot be led to another origin; a web link opens outside', async ({
  shell: { app, page },
}) => {
  const opened = await catchOpenedAddresses(app);
  await page.evaluate(() => {
    location.href = 'https://example.com/led-away';
  });
  await expect.poll(opened).toEqual(['https://example.com/led-away']);
  for (const address of ['file:///etc/passwd', 'data:text/html,x', 'app://other/']) {
    await page.evaluate((to) => {
      location.href = to;
    }, address);
  }
  expect(await page.evaluate(() => location.origin)).toBe('app://luuri');
  expect(await opened()).toEqual(['https://example.com/led-away']);
});

test('window.open opens no window', async ({ shell: { app, page } }) => {
  const opened = await catchOpenedAddresses(app);
  const windows = await page.evaluate(() =>
    ['https://example.com/popup', 'app://luuri/queue', 'about:blank', 'file:///etc/passwd'].map(
      (address) => window.open(address) === null,
    ),
  );
  expect(windows).toEqual([true, true, true, true]);
  await expect.poll(opened).toEqual(['https://example.com/popup']);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('a frame of another origin is not loaded', async ({ shell: { app, page } }) => {
  const blocked = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective));
        const frame = document.createElement('iframe');
        frame.src = 'https://example.com/';
        document.body.append(frame);
      }),
  );
  expect(blocked).toBe('frame-src');
  expect(page.frames().filter((frame) => frame.url().startsWith('https:'))).toEqual([]);
  expect(app.windows()).toHaveLength(1);
});

test('permissions are denied, all but the few the app needs', async ({ shell: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['camera', 'microphone', 'geolocation', 'clipboard-read', 'midi'] as PermissionName[];
    const answers = await Promise.all(names.map((name) => navigator.permissions.query({ name })));
    return answers.map(({ state }) => state);
  });
  expect(states).toEqual(states.map(() => 'denied'));
  const media = await page.evaluate(() =>
    navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    ),
  );
  expect(media).toBe('NotAllowedError');
  expect(await page.evaluate(() => navigator.storage.persist())).toBe(true);
});

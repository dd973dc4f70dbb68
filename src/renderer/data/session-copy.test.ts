import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryStorage } from '../../../tests/fixtures/memory-storage';
import { dropSession, keepSession, recoverSession } from './session-copy';
import { loadSession } from './team-session';

const session = {
  database: 'luuri-tuki',
  teamName: 'Tuki',
  user: 'maija',
  role: 'lead' as const,
  devicePrefix: 'K7',
};

const items = new Map<string, string>();

beforeEach(() => {
  items.clear();
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('localStorage', memoryStorage(items));
});

describe('the session', () => {
  it('comes back after localStorage was lost in a crash', async () => {
    keepSession(session);
    await expect.poll(recoverSession).toEqual(session);
    items.clear();
    expect(await recoverSession()).toEqual(session);
    expect(loadSession()).toEqual(session);
  });

  it('is in neither place before the first sign-in and after signing out', async () => {
    expect(await recoverSession()).toBeNull();
    keepSession(session);
    await expect.poll(recoverSession).toEqual(session);
    await dropSession();
    expect(loadSession()).toBeNull();
    expect(await recoverSession()).toBeNull();
  });

  it('that cannot be read is no session', async () => {
    keepSession({ ...session, user: 7 as unknown as string });
    expect(await recoverSession()).toBeNull();
  });

  it('can be asked for where the browser keeps nothing', async () => {
    const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    vi.stubGlobal('indexedDB', {
      open: () => {
        throw new Error('not allowed');
      },
    });
    expect(await recoverSession()).toBeNull();
    expect(quiet).toHaveBeenCalled();
    quiet.mockRestore();
  });
});

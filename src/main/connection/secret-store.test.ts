import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonFile } from '../files/json-file';
import { createSecretStore, type SecretParts, type SecretsFile } from './secret-store';

function memoryFile(): JsonFile<SecretsFile> & { content: SecretsFile | null } {
  const file = {
    content: null as SecretsFile | null,
    read: async () => file.content,
    write: async (value: SecretsFile) => {
      file.content = structuredClone(value);
    },
    remove: async () => {
      file.content = null;
    },
  };
  return file;
}

type Backend = ReturnType<SecretParts['safeStorage']['getSelectedStorageBackend']>;

function fakeSafeStorage(backend: Backend = 'gnome_libsecret', available = true): SecretParts['safeStorage'] {
  return {
    isAsyncEncryptionAvailable: async () => available,
    encryptStringAsync: async (text) => Buffer.from(`locked:${text}`),
    decryptStringAsync: async (bytes) => {
      const text = bytes.toString();
      if (!text.startsWith('locked:')) throw new Error('cannot decrypt');
      return { result: text.slice('locked:'.length), shouldReEncrypt: false };
    },
    getSelectedStorageBackend: () => backend,
  };
}

describe('secret store', () => {
  let file: ReturnType<typeof memoryFile>;
  beforeEach(() => {
    file = memoryFile();
  });
  const open = (changes: Partial<SecretParts> = {}) =>
    createSecretStore({
      safeStorage: fakeSafeStorage(),
      platform: 'linux',
      file,
      confirmUnprotected: () => Promise.reject(new Error('must not ask')),
      ...changes,
    });

  it('writes only what the system encrypted, and reads it in the next run', async () => {
    expect(await open().write('account', 'salainen')).toBe('protected');
    expect(JSON.stringify(file.content)).not.toContain('salainen');
    const next = open();
    expect(await next.read('account')).toBe('salainen');
    expect(next.protection()).toBe('protected');
  });

  it('without a key store asks once, and writes nothing when the person says no', async () => {
    const confirmUnprotected = vi.fn(async () => false);
    const store = open({ safeStorage: fakeSafeStorage('basic_text'), confirmUnprotected });
    expect(await store.write('account', 'salainen')).toBe('memory');
    expect(await store.write('account', 'toinen')).toBe('memory');
    expect(confirmUnprotected).toHaveBeenCalledTimes(1);
    expect(file.content?.entries).toEqual({});
    expect(await store.read('account')).toBe('toinen');
    expect(await open().read('account')).toBeNull();
  });

  it('says that what it wrote with the person’s consent is unprotected', async () => {
    const basic = { safeStorage: fakeSafeStorage('basic_text'), confirmUnprotected: async () => true };
    expect(await open(basic).write('account', 'salainen')).toBe('unprotected');
    const next = open({ ...basic, confirmUnprotected: () => Promise.reject(new Error('asked again')) });
    expect(await next.read('account')).toBe('salainen');
    expect(next.protection()).toBe('unprotected');
    expect(await next.write('account', 'uusi')).toBe('unprotected');
  });

  it('does not ask on systems that always have a key store', async () => {
    const store = open({ platform: 'win32', safeStorage: fakeSafeStorage('basic_text') });
    expect(await store.write('account', 'salainen')).toBe('protected');
  });

  it('keeps a secret in memory when there is no encryption at all', async () => {
    const store = open({ safeStorage: fakeSafeStorage('gnome_libsecret', false) });
    expect(await store.write('account', 'salainen')).toBe('memory');
    expect(file.content?.entries).toEqual({});
  });

  it('treats what it cannot decrypt as absent, without throwing', async () => {
    await file.write({ v: 1, entries: { account: Buffer.from('of another computer').toString('base64') } });
    expect(await open().read('account')).toBeNull();
  });

  it('forgets on disk and in memory', async () => {
    const store = open();
    await store.write('account', 'salainen');
    await store.clear('account');
    expect(await store.read('account')).toBeNull();
    expect(file.content?.entries).toEqual({});
  });
});

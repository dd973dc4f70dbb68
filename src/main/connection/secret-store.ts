import type { SafeStorage } from 'electron';
import { z } from 'zod';
import type { JsonFile } from '../files/json-file';

export const secretsFile = z.object({ v: z.literal(1), entries: z.record(z.string(), z.string()) });
export type SecretsFile = z.infer<typeof secretsFile>;

/** How well what is stored now is kept. */
export type Protection = 'protected' | 'unprotected' | 'memory';

export interface SecretStore {
  /** The secret of that name, or null when there is none or the system's key no longer opens it. */
  read(name: string): Promise<string | null>;
  /** Keeps a secret on disk when that is safe or was agreed to, otherwise until the app quits. */
  write(name: string, secret: string): Promise<Protection>;
  clear(name: string): Promise<void>;
  protection(): Protection;
}

export interface SecretParts {
  readonly safeStorage: Pick<
    SafeStorage,
    'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
  >;
  readonly platform: NodeJS.Platform;
  readonly file: JsonFile<SecretsFile>;
  /**
   * Asked once in a run when the system offers no key store: may the secret be written in a form that anybody
   * who can read this profile can open?
   */
  readonly confirmUnprotected: () => Promise<boolean>;
}

/** Keeps credentials in `safeStorage`. On Linux without a key store it asks before writing, and can do without. */
export function createSecretStore(parts: SecretParts): SecretStore {
  const memory = new Map<string, string>();
  let agreed: boolean | null = null;
  let current: Protection = 'memory';

  async function wayToStore(): Promise<Protection> {
    if (!(await parts.safeStorage.isAsyncEncryptionAvailable())) return 'memory';
    if (!isPlain(parts)) return 'protected';
    agreed ??= await parts.confirmUnprotected();
    return agreed ? 'unprotected' : 'memory';
  }

  async function entries(): Promise<Record<string, string>> {
    return (await parts.file.read())?.entries ?? {};
  }

  return {
    async read(name) {
      const held = memory.get(name);
      if (held !== undefined) return held;
      const stored = (await entries())[name];
      if (stored === undefined || !(await parts.safeStorage.isAsyncEncryptionAvailable())) return null;
      try {
        const { result } = await parts.safeStorage.decryptStringAsync(Buffer.from(stored, 'base64'));
        // What is on disk unprotected was agreed to when it was written.
        current = isPlain(parts) ? 'unprotected' : 'protected';
        if (current === 'unprotected') agreed ??= true;
        memory.set(name, result);
        return result;
      } catch {
        return null;
      }
    },
    async write(name, secret) {
      memory.set(name, secret);
      current = await wayToStore();
      const kept = { ...(await entries()) };
      delete kept[name];
      if (current !== 'memory') {
        kept[name] = (await parts.safeStorage.encryptStringAsync(secret)).toString('base64');
      }
      await parts.file.write({ v: 1, entries: kept });
      return current;
    },
    async clear(name) {
      memory.delete(name);
      const kept = { ...(await entries()) };
      if (!(name in kept)) return;
      delete kept[name];
      await parts.file.write({ v: 1, entries: kept });
    },
    protection: () => current,
  };
}

/** `basic_text` encrypts with a password that is the same on every computer. */
function isPlain({ safeStorage, platform }: SecretParts): boolean {
  return platform === 'linux' && ['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { readJsonFile, writeFileAtomically } from '../store/json-file';

const teamSchema = z.object({ id: z.string(), name: z.string() });

const linkSchema = z.object({
  address: z.string(),
  databaseRoot: z.string(),
  apiRoot: z.string().nullable(),
  team: teamSchema,
  user: z.string(),
});
const storedSchema = linkSchema.extend({ sealed: z.string() });

/** Another server that one browser of this machine works with through this hub. */
export type Link = z.infer<typeof linkSchema>;

export interface OpenLink extends Link {
  id: string;
  /** Null when the person signed out there. */
  password: string | null;
}

/** The links of this hub's browsers, on disk so that they outlive a restart. */
export interface LinkStore {
  /** @returns the token for the browser's cookie; nothing else opens the link */
  add(link: Link, password: string): Promise<string>;
  open(token: string): OpenLink | undefined;
  /** Keeps another account, or none, for the link of a token. */
  change(token: string, user: string, password: string | null): Promise<void>;
  remove(token: string): Promise<void>;
}

/**
 * Passwords lie on disk sealed with a key that only the browser's cookie holds: neither the disk nor the cookie
 * alone gives one away.
 */
export async function openLinkStore(path: string): Promise<LinkStore> {
  const stored = await readJsonFile(path);
  const links = new Map(Object.entries(z.record(z.string(), storedSchema).parse(stored ?? {})));
  let last: Promise<void> = Promise.resolve();
  const save = () => {
    last = last
      .catch(() => undefined)
      .then(() => writeFileAtomically(path, JSON.stringify(Object.fromEntries(links), null, 2)));
    return last;
  };
  return {
    async add(link, password) {
      const id = randomBytes(12).toString('base64url');
      const key = randomBytes(32);
      links.set(id, { ...link, sealed: seal(password, key) });
      await save();
      return `${id}.${key.toString('base64url')}`;
    },
    open(token) {
      const { id, key } = readToken(token);
      const link = links.get(id);
      if (!link) return undefined;
      const password = unseal(link.sealed, key);
      return password === undefined
        ? undefined
        : { ...link, id, password: password === '' ? null : password };
    },
    async change(token, user, password) {
      const { id, key } = readToken(token);
      const link = links.get(id);
      if (!link || unseal(link.sealed, key) === undefined) return;
      links.set(id, { ...link, user, sealed: seal(password ?? '', key) });
      await save();
    },
    async remove(token) {
      const { id, key } = readToken(token);
      const link = links.get(id);
      if (!link || unseal(link.sealed, key) === undefined) return;
      links.delete(id);
      await save();
    },
  };
}

function readToken(token: string): { id: string; key: Buffer } {
  const [id = '', key = ''] = token.split('.');
  return { id, key: Buffer.from(key, 'base64url') };
}

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), content]).toString('base64');
}

/** Undefined when the key is not the right one. */
function unseal(sealed: string, key: Buffer): string | undefined {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return undefined;
  }
}

import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { writeFileAtomically } from './store/json-file';

/** A random secret kept in a file that only its owner may read; made at the first call. */
export async function openSecret(path: string): Promise<string> {
  const existing = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '';
    throw error;
  });
  if (existing.trim() !== '') {
    // Copies and restores tend to widen the rights.
    await chmod(path, 0o600);
    return existing.trim();
  }
  const secret = randomBytes(32).toString('base64url');
  await writeFileAtomically(path, `${secret}\n`);
  return secret;
}

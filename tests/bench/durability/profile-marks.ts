import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** A killed browser leaves its mark on the profile, which keeps others from a copy of it. */
export async function clearMarks(profile: string): Promise<void> {
  for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie'])
    await rm(join(profile, name), { force: true });
}

import { statfs } from 'node:fs/promises';

/** What this user may still write to the disk that holds a folder, bytes. */
export async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

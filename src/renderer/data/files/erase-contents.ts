import type { ContentFrame } from '@shared/domain/files/erased-content';
import { erasedContent } from '@shared/domain/files/erased-content';
import { contentIdOf, fileIdOfContent } from '@shared/domain/files/file';
import type { SendOutcome } from './outcomes';
import type { LocalPouch, PouchContent, RemotePouch } from './pouch';

/** More leaves than machines that could have sent the same content. */
const MOST_LEAVES = 20;
const PAGE = 500;

/** Overwrites the contents that this machine holds; what never was here cannot come any more. May be repeated. */
export async function eraseHere(local: LocalPouch, frames: readonly ContentFrame[]): Promise<void> {
  for (const frame of frames) {
    const id = contentIdOf(frame.fileId, frame.createdBy);
    const found = await read(local, id, { conflicts: true });
    if (!found || !found.erased) await local.put(leftOf(frame, found));
    for (const rev of found?._conflicts ?? []) await local.remove(id, rev);
  }
  // Until then the bytes are the attachments of older revisions.
  await local.compact();
}

/**
 * Overwrites a content on the server, in all versions that there are; one that never came is written as erased, so that it
 * cannot come later. Throws what PouchDB throws when the line fails.
 */
export async function eraseThere(remote: RemotePouch, frame: ContentFrame): Promise<SendOutcome> {
  const id = contentIdOf(frame.fileId, frame.createdBy);
  for (let left = MOST_LEAVES; left > 0; left -= 1) {
    const winner = await read(remote, id, { conflicts: true });
    const next = winner?.erased ? await wholeLeaf(remote, winner) : winner;
    if (winner && !next) return { kind: 'erased' };
    const [row] = await remote.bulkDocs([leftOf(frame, next)]);
    if (row?.error === 'forbidden') {
      return { kind: 'refused', problem: { code: 'forbidden', reason: row.reason ?? '' } };
    }
  }
  return { kind: 'busy' };
}

/** Of these, the files that the server lacks or holds more of than what an erasure leaves. */
export async function notErasedThere(
  remote: RemotePouch,
  frames: readonly ContentFrame[],
): Promise<string[]> {
  const found: string[] = [];
  for (let at = 0; at < frames.length; at += PAGE) {
    const keys = frames.slice(at, at + PAGE).map((frame) => contentIdOf(frame.fileId, frame.createdBy));
    const { rows } = await remote.allDocs({ keys, include_docs: true, conflicts: true });
    const done = new Set(rows.flatMap(({ doc }) => (doc?.erased === true && !doc._conflicts ? doc._id : [])));
    found.push(...keys.filter((id) => !done.has(id)).map(fileIdOfContent));
  }
  return found;
}

/** A version beside the winner that holds its bytes still. */
async function wholeLeaf(remote: RemotePouch, winner: PouchContent): Promise<PouchContent | null> {
  for (const rev of winner._conflicts ?? []) {
    const leaf = await read(remote, winner._id, { rev });
    if (leaf && !leaf.erased) return leaf;
  }
  return null;
}

function leftOf(frame: ContentFrame, old: PouchContent | null): Record<string, unknown> {
  if (!old) return erasedContent(frame);
  // Who added it and when stays as it was: the server demands it.
  return { ...erasedContent({ ...frame, createdAt: old.createdAt }), v: old.v, _rev: old._rev };
}

async function read(
  from: LocalPouch | RemotePouch,
  id: string,
  options: Record<string, unknown>,
): Promise<PouchContent | null> {
  return from.get(id, options).catch((error: unknown) => {
    if ((error as { status?: number }).status === 404) return null;
    throw error;
  });
}

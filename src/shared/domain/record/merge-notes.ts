import { canonicalJson, compareText, sameJson } from '@shared/lib/canonical-json';
import { createHybridClock, stampMilliseconds } from '@shared/lib/hybrid-clock';
import type { Change, EventDocument, HeaderDocument, TeamDocument } from './documents';
import { isHeader } from './documents';
import { isErased } from './erased';
import { merge, stampOf } from './merge';
import { mergeRule } from './merge-rules';
import { isPlainObject, readRegister, readSet, writeRegister } from './registers';
import { stableId } from '@shared/lib/stable-id';

/** Why a value was written although nobody typed it: in `data.because` of a change event. */
export const EDITED_MEANWHILE = 'editedMeanwhile';

/** A write found in a conflict leaf, or beside one, which may have no event of its own. */
export const OVERWRITTEN = 'overwritten';

/** What is written down about a merge, by whoever merges. Each event has an id that all machines derive alike. */
export interface MergeNotes {
  /**
   * Two versions, each with something that the other lacks, and their merge: what is to be stored, and the events
   * that explain where it is more than the merge.
   */
  settle(
    ours: TeamDocument,
    theirs: TeamDocument,
    merged: TeamDocument,
  ): { doc: TeamDocument; events: EventDocument[] };
  /**
   * What two leaves of one document do not agree on: an event for each write, the one that stays included. It tells
   * of that write alone, so that whatever leaves it is met beside, and whoever meets it, the same event comes of it.
   */
  lost(winner: TeamDocument, leaf: TeamDocument): EventDocument[];
  /** Tells the other machines that a restored server was taken as it is. */
  adopted(id: string, now: number): EventDocument;
  /** Written by several machines under one id, and differing only in who wrote it. */
  isDerived(id: string): boolean;
}

const DERIVED = 'event:merge-';
/** Values that were there when the record was made have no stamp. These are before all others. */
const firstStamp = (value: unknown, stayed: boolean) =>
  `000000000-00${stayed ? 1 : 0}-${stableId(canonicalJson(value)).slice(-16)}`;

/**
 * The notes of one person's machine. The server takes events only in one's own name, so their author is whoever
 * merged; who wrote the values is not known to a merge.
 */
export function createMergeNotes({ author, device }: { author: string; device: string }): MergeNotes {
  const note = (key: string, about: string, fields: Pick<EventDocument, 'kind' | 'at' | 'occurredAt'>) => ({
    _id: `${DERIVED}${stableId(`${about} ${key}`)}`,
    type: 'event' as const,
    v: 1,
    about,
    author,
    device,
    ...fields,
  });
  return {
    settle(ours, theirs, merged) {
      const stamp = archivedUnderAnEdit(ours, theirs);
      if (stamp === null || !isHeader(merged)) return { doc: merged, events: [] };
      const at = stampAfter(stamp);
      const doc = writeRegister(merged, 'archived', false);
      const changes: Change[] = [{ path: 'archived', from: true, to: false, replaced: stamp || null }];
      const event: EventDocument = {
        ...note(`archived ${at}`, doc._id, { kind: 'changed', at, occurredAt: momentOf(at) }),
        changes,
        data: { because: EDITED_MEANWHILE },
      };
      return { doc: { ...doc, stamps: { ...doc.stamps, archived: at } }, events: [event] };
    },
    lost(winner, leaf) {
      if (!isHeader(winner) || !isHeader(leaf)) return [];
      // What somebody wrote into an erased record is not to be found in its history either.
      if (isErased(winner) || isErased(leaf)) return [];
      return writesApart(winner, leaf).map(({ path, value, stamp, stayed }): EventDocument => {
        const at = stamp || firstStamp(value, stayed);
        const occurredAt = stamp ? momentOf(stamp) : winner.createdAt;
        return {
          ...note(`${path} ${at} ${canonicalJson(value)}`, winner._id, { kind: OVERWRITTEN, at, occurredAt }),
          changes: [{ path, from: null, to: value, replaced: null }],
        };
      });
    },
    adopted(id, now) {
      const occurredAt = new Date(now).toISOString();
      const at = createHybridClock(() => now, device).next();
      return { ...note('', 'team:epoch', { kind: 'serverAdopted', at, occurredAt }), _id: id };
    },
    isDerived: (id) => id.startsWith(DERIVED),
  };
}

/**
 * An edit wins over an archiving that did not know of it. A version that holds the archiving but not the edit, and
 * one that holds the edit but not the archiving, show that neither knew of the other: versions only grow.
 * @returns the stamp of the archiving that has to give way, or null
 */
function archivedUnderAnEdit(ours: TeamDocument, theirs: TeamDocument): string | null {
  if (!isHeader(ours) || !isHeader(theirs) || isErased(ours) || isErased(theirs)) return null;
  if ((ours.archived === true) === (theirs.archived === true)) return null;
  const [archived, edited] = ours.archived === true ? [ours, theirs] : [theirs, ours];
  const stamp = stampOf(archived, 'archived');
  if (compareText(stamp, stampOf(edited, 'archived')) <= 0) return null;
  const apart = (doc: TeamDocument) => {
    const { archived: _archived, stamps, ...rest } = doc as HeaderDocument;
    const { archived: _stamp, ...others } = stamps;
    return [rest, others];
  };
  return sameJson(apart(merge(archived, edited)), apart(merge(archived, archived))) ? null : stamp;
}

/** The first stamp after this one, on every machine the same. */
function stampAfter(stamp: string): string {
  const node = stamp.split('-')[2] ?? '0';
  return createHybridClock(() => 0, node).next(stamp);
}

function momentOf(stamp: string): string {
  return new Date(stampMilliseconds(stamp)).toISOString();
}

interface FoundWrite {
  path: string;
  value: unknown;
  /** '' when the value was there from the beginning. */
  stamp: string;
  stayed: boolean;
}

/** The writes by which two versions differ, also where two wrote the same value: a third may have driven out both. */
function writesApart(a: HeaderDocument, b: HeaderDocument): FoundWrite[] {
  const merged = merge(a, b) as HeaderDocument;
  return pathsOf(a, b).flatMap((path) => {
    const [left, right] = [a, b].map((version) => ({
      path,
      value: readRegister(version, path) ?? null,
      stamp: stampOf(version, path),
      stayed: sameJson(readRegister(version, path), readRegister(merged, path)),
    })) as [FoundWrite, FoundWrite];
    const isSame = sameJson(left.value, right.value);
    if (left.stamp === right.stamp && isSame) return [];
    const written = [left, right].filter(({ stamp }) => stamp !== '');
    // Over a value from the beginning somebody wrote knowingly: only that write is worth telling.
    if (written.length > 0) return written;
    // Nobody wrote on either side: what is not there has not been lost.
    const isLoss = [left, right].some(
      ({ value, stayed }) => !stayed && value !== null && typeof value !== 'boolean',
    );
    return isLoss ? [left, right] : [];
  });
}

function pathsOf(a: HeaderDocument, b: HeaderDocument): string[] {
  const fields = [...new Set([...Object.keys(a), ...Object.keys(b)])].sort(compareText);
  const inFields = fields.flatMap((field) => {
    if (['_id', 'type', 'v', 'stamps'].includes(field)) return [];
    const rule = mergeRule(a.type, field);
    if (rule === 'min' || rule === 'max') return [];
    if (rule === 'set') return [...readSet(a[field]), ...readSet(b[field])].map((item) => `${field}.${item}`);
    if (rule !== 'map') return [field];
    return [a[field], b[field]].flatMap((entries) =>
      Object.entries(isPlainObject(entries) ? entries : {}).flatMap(([key, entry]) =>
        Object.keys(isPlainObject(entry) ? entry : {}).map((name) => `${field}.${key}.${name}`),
      ),
    );
  });
  // What neither of them has any more was written all the same.
  return [...new Set([...inFields, ...Object.keys(a.stamps), ...Object.keys(b.stamps)])];
}

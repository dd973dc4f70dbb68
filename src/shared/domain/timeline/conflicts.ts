import { compareText, sameJson } from '@shared/lib/canonical-json';
import type { Change, EventDocument } from '../record/documents';
import { typeOfId } from '../record/documents';
import { OVERWRITTEN } from '../record/merge-notes';
import type { OverwrittenChange } from './overwritten';
import { overwrittenChanges } from './overwritten';

/** One write of a field. */
export interface FieldWrite {
  event: EventDocument;
  change: Change;
}

/**
 * - `open`: nobody has written the field since the two collided.
 * - `taken`: somebody took the other value afterwards.
 * - `settled`: somebody wrote the field afterwards, knowing both, and left the other value.
 */
export type ConflictState = 'open' | 'taken' | 'settled';

/** Two people changed one field without knowing of each other: "changed by both". */
export interface Conflict {
  /** The same on every machine. */
  id: string;
  /** `_id` of the record. */
  about: string;
  path: string;
  /** The value that did not stay. */
  lost: FieldWrite;
  /** The value that stayed over it then. */
  stayed: FieldWrite;
  /** The write that stands now; the same as `stayed` as long as it is open. */
  present: FieldWrite;
  state: ConflictState;
}

/** All conflicts of one record. Equal values are nobody's loss, and what follows from another field is not told. */
export function conflictsOf(events: readonly EventDocument[]): Conflict[] {
  return overwrittenChanges(events)
    .filter(({ event, change }) => !followsFromOther(event.about, change.path))
    .map((lost) => describe(lost, events))
    .filter(({ lost, stayed }) => !isSame(lost.change, stayed.change));
}

/** Who made a write; null where only a merge of versions knows of it, which does not know who. */
export function writerOf({ event }: FieldWrite): string | null {
  return event.kind === OVERWRITTEN ? null : event.author;
}

function isSame(a: Change, b: Change): boolean {
  return sameJson(a.to ?? null, b.to ?? null);
}

function describe(
  { event, change, winner, winningChange }: OverwrittenChange,
  events: readonly EventDocument[],
): Conflict {
  const { path } = change;
  const present: FieldWrite = { event: winner, change: winningChange };
  // Backwards from what stands now: the first of these that came after the loser is what it collided with.
  let stayed = present;
  let state: ConflictState = 'open';
  const passed = new Set<string>();
  for (let write = writeBefore(present, path, events); write; write = writeBefore(write, path, events)) {
    if (compareText(write.event.at, event.at) <= 0 || passed.has(write.event.at)) break;
    passed.add(write.event.at);
    if (isSame(stayed.change, change)) state = 'taken';
    else if (state === 'open') state = 'settled';
    stayed = write;
  }
  return {
    id: `${event._id} ${path}`,
    about: event.about,
    path,
    lost: { event, change },
    stayed,
    present,
    state,
  };
}

function writeBefore(write: FieldWrite, path: string, events: readonly EventDocument[]): FieldWrite | null {
  const { replaced } = write.change;
  if (replaced === null) return null;
  for (const event of events) {
    if (event.at !== replaced) continue;
    const change = event.changes?.find((each) => each.path === path);
    if (change) return { event, change };
  }
  return null;
}

const FOLLOWING: Record<string, RegExp> = {
  ticket: /^(resolvedAt|lastActivityAt|lastContactAt)$/,
  call: /^holds\./,
  run: /^(finishedAt|steps\.[^.]+\.(by|at))$/,
  template: /^version$/,
};

/** Fields that are written along with another one, which tells the story. */
export function followsFromOther(about: string, path: string): boolean {
  const type = typeOfId(about);
  return Object.hasOwn(FOLLOWING, type) && FOLLOWING[type]?.test(path) === true;
}

import { z } from 'zod';
import { compareText, sameJson } from '@shared/lib/canonical-json';
import { CommandError, defineCommand, required } from '../record/command';
import type { Change, EventDocument, HeaderDocument, TeamDocument } from '../record/documents';
import { isEvent, typeOfId } from '../record/documents';
import { idOf } from '../record/fields';
import { stampOf } from '../record/merge';
import { readRegister } from '../record/registers';
import { planChange } from '../record/write';
import { followsFromOther } from './conflicts';

/** A call cannot be made to go on; whether it belongs to a ticket is told there too, by a command of its own. */
const PAST = /^(status$|holds\.|ticketIds\.)/;

/**
 * The changes of an event that can be taken back: none of an event that a merge wrote, and none that set what had no
 * value before, because there is nothing to go back to.
 */
export function undoableChanges(event: EventDocument): Change[] {
  if (event.kind !== 'changed' || event.data?.['because'] !== undefined) return [];
  const changes = Array.isArray(event.changes) ? event.changes : [];
  const isPast = typeOfId(event.about) === 'call' && changes.some(({ path }) => PAST.test(path));
  const isWhole = changes.every(({ from }) => from !== null && from !== undefined);
  return isPast || !isWhole ? [] : changes;
}

/** Whether the record still differs from what it was before the event, in what the event told. */
export function canUndo(header: HeaderDocument, event: EventDocument): boolean {
  return undoableChanges(event).some(
    ({ path, from }) => !followsFromOther(event.about, path) && !sameJson(readRegister(header, path), from),
  );
}

/** Of the event's fields those that somebody wrote again afterwards, so that taking it back would undo that too. */
export function writtenSince(header: HeaderDocument, event: EventDocument): Change[] {
  return undoableChanges(event).filter(
    ({ path }) => !followsFromOther(event.about, path) && compareText(stampOf(header, path), event.at) > 0,
  );
}

/** `changedSince`: nothing was written, because somebody wrote a field again after the event. */
export type UndoOutcome = 'undone' | 'changedSince';

/**
 * Gives the fields that an event changed the values they had before, all or none, as a new event that names it. Two
 * machines that undo one event write the same values: that is no conflict.
 */
export const undoEvent = defineCommand({
  name: 'undoEvent',
  args: z.object({
    eventId: idOf('event'),
    /** Also over what somebody wrote afterwards; that stays in the timeline. */
    anyway: z.boolean().default(false),
  }),
  plan({ eventId, anyway }, context) {
    const event: TeamDocument = required(context, eventId);
    const changes = isEvent(event) ? undoableChanges(event) : [];
    if (!isEvent(event) || changes.length === 0) throw new CommandError('invalid', `${eventId} stays`);
    const header = required<HeaderDocument>(context, event.about);
    if (!anyway && writtenSince(header, event).length > 0) {
      return { events: [], headers: [], result: 'changedSince' satisfies UndoOutcome as UndoOutcome };
    }
    const before = Object.fromEntries(changes.map(({ path, from }) => [path, from]));
    const values = header.type === 'ticket' ? { ...before, lastActivityAt: context.now } : before;
    const isBack = changes.every(({ path, from }) => sameJson(readRegister(header, path), from));
    const { events, headers } = isBack
      ? { events: [], headers: [] }
      : planChange(header, values, context, { data: { undoes: eventId } });
    return { events, headers, result: 'undone' satisfies UndoOutcome as UndoOutcome };
  },
});

import { counterOfNumber, formatTicketNumber } from '@shared/domain/tickets/ticket-number';
import type { LocalCollection } from './database';
import type { LiveTable } from './live-table';

const COUNTER_ID = 'counter:ticket';

/** A second copy of the counter outside the database, which can be lost without it. */
export type CounterCopy = Pick<Storage, 'getItem' | 'setItem'>;

/**
 * Takes this device's next ticket number. Each is given out once, over all windows and restarts: the counter is
 * stored before the number is used, and counting goes on above the copy when the database was lost.
 * @param highestGiven of the tickets that are here; asked when the database, the copy, or both were lost
 */
export async function takeTicketNumber(
  local: LocalCollection,
  prefix: string,
  copy: CounterCopy,
  highestGiven: () => Promise<number>,
): Promise<string> {
  const copyKey = `luuri.ticketCounter.${prefix}`;
  const existing = await local.findOne(COUNTER_ID).exec();
  const given = existing && copy.getItem(copyKey) !== null ? 0 : await highestGiven();
  const next = (stored: unknown) =>
    Math.max(Number(stored) || 0, Number(copy.getItem(copyKey)) || 0, given) + 1;
  let counter = next(0);
  if (existing) {
    await existing.incrementalModify((row) => {
      counter = next(row.value);
      return { ...row, value: counter };
    });
  } else {
    const { error } = await local.bulkInsert([{ id: COUNTER_ID, value: counter }]);
    // Another window was first: take the next one after its.
    if (error[0]) return takeTicketNumber(local, prefix, copy, highestGiven);
  }
  try {
    copy.setItem(copyKey, String(counter));
  } catch (error) {
    // A full localStorage takes the second copy away, not the ticket.
    console.error(error);
  }
  return formatTicketNumber(prefix, counter);
}

/** The highest counter of this device among the numbers of these tickets; 0 when none is this device's. */
export async function highestNumber(
  prefix: string,
  tickets: Pick<LiveTable, 'ready' | 'rows'>,
): Promise<number> {
  await tickets.ready;
  let highest = 0;
  for (const { doc } of tickets.rows())
    highest = Math.max(highest, counterOfNumber(prefix, String(doc['number'])) ?? 0);
  return highest;
}

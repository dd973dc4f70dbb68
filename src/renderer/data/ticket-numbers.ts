import { formatTicketNumber } from '@shared/domain/tickets/ticket-number';
import type { LocalCollection } from './database';

const COUNTER_ID = 'counter:ticket';

/**
 * Takes this device's next ticket number. Each is given out once, over all windows and restarts:
 * the counter is stored before the number is used.
 */
export async function takeTicketNumber(local: LocalCollection, prefix: string): Promise<string> {
  let counter = 1;
  const existing = await local.findOne(COUNTER_ID).exec();
  if (!existing) {
    const { error } = await local.bulkInsert([{ id: COUNTER_ID, value: counter }]);
    // Another window was first: take the next one after its.
    if (error[0]) return takeTicketNumber(local, prefix);
    return formatTicketNumber(prefix, counter);
  }
  await existing.incrementalModify((row) => {
    counter = Number(row.value) + 1;
    return { ...row, value: counter };
  });
  return formatTicketNumber(prefix, counter);
}

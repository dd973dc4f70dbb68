import 'fake-indexeddb/auto';
import { afterEach, describe, expect, it } from 'vitest';
import type { RecordRow, TeamDatabase } from './database';
import { openTeamDatabase } from './database';
import { leanStorage } from './lean-storage';
import { createUnsentEvents } from './unsent-events';

let names = 0;
let database: TeamDatabase;
afterEach(() => database.close());

const row = (id: string, fields: Partial<RecordRow> = {}): RecordRow => ({
  ...{ id, rev: '', dirty: 1, refusal: null, about: 'ticket:1', at: '1' },
  doc: { _id: id, type: 'event', v: 1, about: 'ticket:1', at: '1' },
  ...fields,
});
const refusal = { reason: 'forbidden', message: 'no', at: '2026-11-20T08:00:00.000Z' } as const;

describe('unsent events', () => {
  it('are part of the state of the record they are about', async () => {
    database = await openTeamDatabase(`unsent-${(names += 1)}`, leanStorage());
    const { events } = database.collections;
    await events.bulkInsert([row('event:1'), row('event:2', { dirty: 0 })]);
    const unsent = createUnsentEvents(events, (work) => work());
    const until = (holds: () => boolean) =>
      new Promise<void>((resolve) => {
        const look = () => holds() && resolve();
        unsent.subscribe(look);
        look();
      });
    await until(() => unsent.stateOf('ticket:1') === 'waiting');
    await events.bulkInsert([row('event:3', { refusal })]);
    await until(() => unsent.stateOf('ticket:1') === 'refused');
    const third = await events.findOne('event:3').exec();
    await third?.incrementalRemove();
    await until(() => unsent.stateOf('ticket:1') === 'waiting');
    const first = await events.findOne('event:1').exec();
    await first?.incrementalPatch({ dirty: 0, rev: '1-a' });
    await until(() => unsent.stateOf('ticket:1') === null);
    expect(unsent.stateOf('ticket:2')).toBeNull();
    unsent.close();
  });
});

import { afterAll, describe, expect, it } from 'vitest';
import { BURSTS, ENDPOINTS, FORMS, STATUSES, type EndpointRow, type StatusRow } from './fault-matrix.data';
import { asks, becomesWhole, busyMachine, connect } from './support/busy-machine';
import { FakeCouch } from './support/fake-couch';
import { burst, couchError, html, type Fault } from './support/faults';
import { VirtualTime } from './support/virtual-time';

const time = new VirtualTime();
const visited = new Set<string>();

function faultOf(form: (typeof FORMS)[number], { status, error }: StatusRow): Fault {
  if (form === 'JSON') return couchError(status, error, 'a fault');
  return form === 'HTML' ? html(status) : { kind: 'reply', status, type: 'text/plain', body: '' };
}

describe('4.1, 4.2 each status in each form from each endpoint, alone and in a burst, then normal', () => {
  const rejections: unknown[] = [];
  const note = (reason: unknown) => rejections.push(reason);
  process.on('unhandledRejection', note);
  afterAll(() => process.off('unhandledRejection', note));

  for (const endpoint of ENDPOINTS) {
    it(`${endpoint.name}: both directions resume within 10 s, the status is right within 5 s`, async () => {
      for (const row of STATUSES) {
        for (const form of FORMS) for (const count of BURSTS) await visit(endpoint, row, form, count);
      }
    });
  }

  async function visit(
    endpoint: EndpointRow,
    row: StatusRow,
    form: (typeof FORMS)[number],
    count: number,
  ): Promise<void> {
    const cell = `${row.status} ${form} x${count}, ${endpoint.name}`;
    const couch = new FakeCouch();
    const client = await busyMachine(couch, time, endpoint);
    let met = 0;
    const plan = burst(count, asks(endpoint), faultOf(form, row));
    client.network.faults = (request) => {
      const fault = plan(request);
      if (fault) met += 1;
      return fault;
    };
    const from = client.statuses.length;
    connect(client);
    await time.advance(5_000);
    for (const status of client.statuses.slice(from)) {
      expect(row.phases, `${cell} says ${status.phase}`).toContain(status.phase);
    }
    // Until the burst is over; some are given up before (7.1), and then the line is normal after a minute.
    await time.until(() => met === count, 55_000, cell).catch(() => {});
    await becomesWhole(client, couch, time, cell);
    if (met > 0) visited.add(cell);
    await client.engine.stop();
  }

  it('every cell was really met, and nothing was rejected unheard', () => {
    const cells = ENDPOINTS.length * STATUSES.length * FORMS.length * BURSTS.length;
    expect(visited.size).toBe(cells);
    expect(rejections).toEqual([]);
  });
});

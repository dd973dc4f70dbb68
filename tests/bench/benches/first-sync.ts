import { median } from '../bench';
import type { Bar, Bench } from '../bench';
import type { Contestant, FirstSync } from '../first-sync/contestants';
import { firstSync } from '../first-sync/contestants';
import { killedSync } from '../first-sync/killed';
import { filledCouch, filledHub } from '../world/filled-server';
import type { FilledServer } from '../world/filled-server';
import { numberArgument, textArgument } from '../world/arguments';
import { openPartial } from '../world/partial';
import type { Measured } from '../world/partial';
import { appWithPage } from '../world/static-folder';

const CONTESTANTS: readonly Contestant[] = ['ours', 'floor', 'rxdb', 'pouchdb'];
const SEED = 12;

/** Bar 12: the first sync of a fresh profile, against others that fetch the same, in a real Chromium. */
export const bench: Bench = {
  name: 'first-sync',
  about: 'first sync of 50 000 tickets: ours, RxDB and PouchDB, and bare fetch + Dexie; killed and resumed',
  async run(context) {
    const tickets = numberArgument(context.args, '--tickets', 50_000);
    const rounds = numberArgument(context.args, '--rounds', 1);
    const kills = numberArgument(context.args, '--kills', 6);
    const sizes = { tickets, eventsPerTicket: 0, calls: 0, customers: tickets / 250, runs: 0 };
    const partial = openPartial('first-sync', JSON.stringify([sizes, rounds, kills]), context.progress);
    const app = await appWithPage('first-sync', textArgument(context.args, '--app'));
    const bars: Bar[] = [];
    try {
      const hub = await filledHub(sizes, app.folder, context.progress);
      bars.push(
        ...(await closing(hub, (server) => measure('hub', server, { tickets, rounds, kills }, partial))),
      );
      if (process.env['COUCH_URL']) {
        const couch = await filledCouch(sizes, app.folder, context.progress);
        bars.push(
          ...(await closing(couch, (server) =>
            measure('CouchDB', server, { tickets, rounds, kills }, partial),
          )),
        );
      } else context.progress('COUCH_URL names no Apache CouchDB: measured on the embedded hub only');
    } finally {
      await app.remove();
    }
    partial.finish();
    return bars;
  },
};

async function closing<T>(server: FilledServer, work: (server: FilledServer) => Promise<T>): Promise<T> {
  try {
    return await work(server);
  } finally {
    await server.close();
  }
}

interface Amounts {
  tickets: number;
  rounds: number;
  kills: number;
}

async function measure(
  where: string,
  server: FilledServer,
  { tickets, rounds, kills }: Amounts,
  partial: Measured,
): Promise<Bar[]> {
  const runs = new Map<Contestant, FirstSync[]>(CONTESTANTS.map((contestant) => [contestant, []]));
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of CONTESTANTS) {
      const name = `${where}, round ${round}, ${contestant}`;
      runs.get(contestant)?.push(await partial.once(name, () => firstSync(contestant, server)));
    }
  }
  const killed = await partial.once(`${where}, killed`, () =>
    killedSync(server, { tickets, kills, seed: SEED }),
  );
  const of = (contestant: Contestant) => runs.get(contestant) ?? [];
  const seconds = (contestant: Contestant) => median(of(contestant).map((run) => run.seconds));
  const stored = Math.min(killed.documents, ...of('ours').map(({ documents }) => documents));
  const loads = CONTESTANTS.flatMap((contestant) => of(contestant).map(({ load }) => load));
  const note = `load ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}`;
  const times = CONTESTANTS.map((contestant) => `${contestant} ${seconds(contestant).toFixed(1)} s`).join(
    ', ',
  );
  const figures: (Omit<Bar, 'number' | 'direction'> & { direction?: Bar['direction'] })[] = [
    {
      what: `${tickets} tickets, ours to the floor (${times})`,
      value: seconds('ours') / seconds('floor'),
      unit: 'x',
      limit: 1.4,
    },
    { what: 'ours to RxDB’s CouchDB plugin', value: seconds('ours') / seconds('rxdb'), unit: 'x', limit: 1 },
    { what: 'ours to PouchDB', value: seconds('ours') / seconds('pouchdb'), unit: 'x', limit: 1 },
    {
      what: 'longest stall of the main thread',
      value: Math.max(...of('ours').map(({ stall }) => stall)),
      unit: 'ms',
      limit: 100,
    },
    {
      what: 'sign-in to first rows',
      value: median(of('ours').map(({ firstRows }) => firstRows ?? Number.NaN)),
      unit: 's',
      limit: 1.5,
    },
    {
      what: `fetched again after one of ${kills} kills, in batches (the page being stored and the page ahead)`,
      value: killed.mostAgain / (2 * killed.batch),
      unit: 'x',
      limit: 1,
    },
    {
      what: 'tickets stored in each run',
      value: stored,
      unit: 'count',
      limit: tickets,
      direction: 'atLeast',
    },
  ];
  return figures.map((figure, index) => ({
    direction: 'atMost' as const,
    note,
    ...figure,
    number: `12.${index + 1}`,
    what: `${where}: ${figure.what}`,
  }));
}

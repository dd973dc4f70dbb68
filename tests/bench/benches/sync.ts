import { quantile } from '../bench';
import type { Bar, Bench } from '../bench';
import { slowLine } from '../sync/slow-line';
import type { SlowLine } from '../sync/slow-line';
import { teamLoad } from '../sync/team-load';
import type { TeamLoad } from '../sync/team-load';
import { numberArgument, textArgument } from '../world/arguments';
import { openPartial } from '../world/partial';
import type { Line } from '../world/shaping-proxy';
import { appWithPage } from '../world/static-folder';

const SEED = 13;

interface Case {
  what: string;
  line: Line;
  /** The bar for one edit, s. */
  limit: number;
}

const CASES: readonly Case[] = [
  {
    what: '200 kbit/s, 600 ms, 5 % loss',
    line: { kilobitsPerSecond: 200, roundTripMs: 600, loss: 0.05 },
    limit: 5,
  },
  { what: '2 kbit/s, 3 s', line: { kilobitsPerSecond: 2, roundTripMs: 3_000, loss: 0 }, limit: 60 },
];

/** Bars 13 and 14: a whole team through one hub, and one agent on lines that hardly carry anything. */
export const bench: Bench = {
  name: 'sync',
  about: '25 machines that write through one hub for 2 minutes; edits and typing on very slow lines',
  async run({ args, progress }) {
    const sizes = {
      clients: numberArgument(args, '--clients', 25),
      writes: numberArgument(args, '--writes', 200),
      seconds: numberArgument(args, '--seconds', 120),
    };
    const typing = numberArgument(args, '--typing', 30);
    const partial = openPartial('sync', JSON.stringify([sizes, typing]), progress);
    const team = await partial.once('team', () => teamLoad(sizes, SEED, progress));
    const bars = teamBars(team, sizes.clients);
    const app = await appWithPage('first-sync', textArgument(args, '--app'));
    try {
      for (const [index, each] of CASES.entries()) {
        const run = () => slowLine(app.folder, each.line, typing, SEED + index);
        bars.push(...lineBars(each, await partial.once(each.what, run), index));
      }
    } finally {
      await app.remove();
    }
    partial.finish();
    return bars;
  },
};

function teamBars(team: TeamLoad, clients: number): Bar[] {
  const note = `load ${team.load.toFixed(1)}`;
  const seconds = (q: number) => (team.endToEnd.length > 0 ? quantile(team.endToEnd, q) / 1_000 : Number.NaN);
  const what = `${clients} machines, ${team.writes} writes`;
  return [
    {
      number: '13.1',
      what: `${what}: lost`,
      value: team.lost,
      unit: 'count',
      limit: 0,
      direction: 'atMost',
      note,
    },
    {
      number: '13.2',
      what: `${what}: machines that differ from the server in the end`,
      value: team.different,
      unit: 'count',
      limit: 0,
      direction: 'atMost',
      note,
    },
    {
      number: '13.3',
      what: `${what}: edit to the last of all other machines, p95 (median ${seconds(0.5).toFixed(2)} s)`,
      value: seconds(0.95),
      unit: 's',
      limit: 5,
      direction: 'atMost',
      note,
    },
  ];
}

function lineBars({ what, limit }: Case, measured: SlowLine, index: number): Bar[] {
  const { arrives, allArrives, typing, typingBefore, keys, bytes, load } = measured;
  const note = `load ${load.toFixed(1)}`;
  return [
    {
      number: `14.${index * 2 + 1}`,
      what: `${what}: one edit to the server (${bytes.up} B up, ${bytes.down} B down; all notes ${allArrives.toFixed(1)} s after the last key)`,
      value: arrives,
      unit: 's',
      limit,
      direction: 'atMost',
      note,
    },
    {
      number: `14.${index * 2 + 2}`,
      what: `${what}: key to picture meanwhile, p95 of ${keys} keys (on a good line before ${typingBefore.toFixed(0)} ms)`,
      value: typing,
      unit: 'ms',
      limit: 50,
      direction: 'atMost',
      note,
    },
  ];
}

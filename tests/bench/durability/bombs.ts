import type { Bar } from '../bench';
import { runSource } from '../world/run-source';
import { atMost } from './at-most';
import type { DurabilityPart } from './part';

/** What one bomb did to the program that read it. */
export interface BombOutcome {
  what: string;
  /** `code` of the failure, or what was said of single records. */
  said: string;
  seconds: number;
  /** The most memory that the process held, MB. */
  megabytes: number;
  polluted: boolean;
}

const CASES = [
  ...['zeros as head', 'zeros as checksums', 'zeros as records', 'zeros in 300 parts', 'zip in zip'],
  ...['a million lines', 'nested 10 000 deep', '__proto__ in records'],
  ...[
    'import: a million rows',
    'import: a million objects',
    'import: nested 10 000 deep',
    'import: __proto__',
  ],
];

/** Bar 11: files made to harm, each read by a process of its own. */
export const bombs: DurabilityPart = {
  name: 'bombs',
  async run({ progress }) {
    const outcomes: BombOutcome[] = [];
    for (const what of CASES) {
      const output = await runSource('tests/bench/durability/bomb-child.ts', [what]);
      const outcome = JSON.parse(output.trim().split('\n').at(-1) ?? '') as BombOutcome;
      progress(
        `${what}: ${outcome.said}, ${outcome.seconds.toFixed(2)} s, ${outcome.megabytes.toFixed(0)} MB`,
      );
      outcomes.push(outcome);
    }
    return barsOf(outcomes);
  },
};

function barsOf(outcomes: readonly BombOutcome[]): Bar[] {
  const bar = atMost();
  const worst = (by: 'seconds' | 'megabytes') => outcomes.toSorted((a, b) => b[by] - a[by])[0];
  const [slowest, largest] = [worst('seconds'), worst('megabytes')];
  const many = `${outcomes.length} files made to harm`;
  const bad = outcomes.filter(({ said, polluted }) => said === '' || polluted);
  return [
    bar('11.1', `${many}: slowest to be refused (${slowest?.what})`, slowest?.seconds ?? NaN, 's', 2),
    bar('11.2', `${many}: most memory (${largest?.what})`, largest?.megabytes ?? NaN, 'MB', 300),
    bar('11.3', `${many}: without a word, or Object.prototype changed`, bad.length),
  ];
}

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesHash } from '../../../scripts/lib/project.mjs';

/** Figures of a bench that is under way, kept so that one that was broken off goes on where it was. */
export interface Measured {
  /** The figure of this name, measured now unless it is there from a run that was broken off. */
  once<Figure>(name: string, measure: () => Promise<Figure>): Promise<Figure>;
  /** It is done: the next run measures everything anew. */
  finish(): void;
}

/** Figures older than this, ms, say nothing about the machine of now. */
const FRESH = 6 * 3_600_000;

/** @param sizes what the figures depend on besides the app's sources and the command line; others are discarded */
export function openPartial(bench: string, sizes: string, progress: (text: string) => void): Measured {
  const key = JSON.stringify([sizes, process.argv.slice(2), sourcesHash()]);
  const file = fileURLToPath(new URL(`../../../.cache/bench/${bench}.partial.json`, import.meta.url));
  const figures = read(file, key);
  return {
    async once<Figure>(name: string, measure: () => Promise<Figure>) {
      const known = figures[name];
      if (known !== undefined) {
        progress(`${name}: from the run that was broken off`);
        return known as Figure;
      }
      const figure = await measure();
      figures[name] = figure;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, JSON.stringify({ key, at: Date.now(), figures }));
      progress(`${name}: ${JSON.stringify(figure)}`);
      return figure;
    },
    finish: () => rmSync(file, { force: true }),
  };
}

function read(file: string, key: string): Record<string, unknown> {
  try {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as {
      key: string;
      at: number;
      figures: Record<string, unknown>;
    };
    return stored.key === key && Date.now() - stored.at < FRESH ? stored.figures : {};
  } catch {
    return {};
  }
}

import { expect, it } from 'vitest';
import { seededRandom } from '@shared/lib/seeded-random';
import { readAhead } from './read-ahead';

const MIB = 1024 * 1024;

it('gives the same bytes as the source, with few readings where they are read from front to back', async () => {
  const all = Uint8Array.from({ length: 3 * MIB + 17 }, (_, at) => (at * 7 + (at >> 9)) & 0xff);
  const asked: [number, number][] = [];
  const ahead = readAhead({
    size: all.length,
    async read(from, to) {
      asked.push([from, to]);
      return all.slice(from, to);
    },
  });
  for (let at = 0; at < all.length; at += 10_000) {
    const end = Math.min(all.length, at + 10_000);
    expect(Buffer.compare(await ahead.read(at, end), all.subarray(at, end))).toBe(0);
  }
  expect(asked.length).toBeLessThanOrEqual(5);
  expect(Math.max(...asked.map(([, to]) => to))).toBe(all.length);

  const random = seededRandom(7);
  const spans = Array.from({ length: 200 }, () => {
    const from = Math.floor(random() * all.length);
    return [from, Math.min(all.length, from + Math.floor(random() * 2 * MIB))] as const;
  });
  // Also at the same time.
  const read = await Promise.all(spans.map(([from, to]) => ahead.read(from, to)));
  spans.forEach(([from, to], index) =>
    expect(Buffer.compare(read[index] as Uint8Array, all.subarray(from, to))).toBe(0),
  );
});

it('hands out bytes of its own: whoever changes them changes nothing for others', async () => {
  const ahead = readAhead({ size: 4, read: (from, to) => Promise.resolve(new Uint8Array(to - from)) });
  (await ahead.read(0, 4)).fill(9);
  expect([...(await ahead.read(0, 4))]).toEqual([0, 0, 0, 0]);
});

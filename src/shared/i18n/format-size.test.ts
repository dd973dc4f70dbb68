import { expect, it } from 'vitest';
import { formatSize } from './format-size';

it.each([
  [0, '0 t', '0 B'],
  [999, '999 t', '999 B'],
  [1_000, '1 kt', '1 kB'],
  [12_300, '12 kt', '12 kB'],
  [999_500, '1 Mt', '1 MB'],
  [3_410_000, '3,4 Mt', '3.4 MB'],
  [199_600_000, '200 Mt', '200 MB'],
])('%d bytes', (bytes, fi, en) => {
  const plain = (text: string) => text.replace(/\u00a0/g, ' ');
  expect([formatSize(bytes, 'fi'), formatSize(bytes, 'en')].map(plain)).toEqual([fi, en]);
});

import { expect, it } from 'vitest';
import { formatSize } from './format-size';

it.each([
  [0, '0 t', '0 B'],
  [1_023, '1 023 t', '1,023 B'],
  [1_024, '1 kt', '1 kB'],
  [12_700, '12 kt', '12 kB'],
  [1_048_575, '1 Mt', '1 MB'],
  [3_565_158, '3,4 Mt', '3.4 MB'],
  [25 * 1_024 * 1_024, '25 Mt', '25 MB'],
])('%d bytes', (bytes, fi, en) => {
  const plain = (text: string) => text.replace(/\u00a0/g, ' ');
  expect([formatSize(bytes, 'fi'), formatSize(bytes, 'en')].map(plain)).toEqual([fi, en]);
});

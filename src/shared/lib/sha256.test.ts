import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sha256Hex } from './sha256';

it('is SHA-256 at every length around a block', () => {
  for (let length = 0; length <= 130; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
    expect(sha256Hex(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
  }
});

it('is SHA-256 of any bytes, also of a part of a buffer', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.nat(50), (bytes, skipped) => {
      const part = bytes.subarray(skipped);
      expect(sha256Hex(part)).toBe(createHash('sha256').update(part).digest('hex'));
    }),
    { seed: 7, numRuns: 200 },
  );
});

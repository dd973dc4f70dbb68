import { describe, expect, it } from 'vitest';
import { crc32, crc32Hex } from './crc32';

const bytes = (text: string) => new TextEncoder().encode(text);

describe('crc32', () => {
  it('gives the values that everybody else gives', () => {
    expect(crc32Hex(bytes('123456789'))).toBe('cbf43926');
    expect(crc32Hex(bytes(''))).toBe('00000000');
    expect(crc32Hex(bytes('a'))).toBe('e8b7be43');
  });

  it('goes on from what came before', () => {
    expect(crc32(bytes('6789'), crc32(bytes('12345')))).toBe(crc32(bytes('123456789')));
  });
});

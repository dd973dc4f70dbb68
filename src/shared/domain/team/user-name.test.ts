import { describe, expect, it } from 'vitest';
import { isUserName, suggestUserName } from './user-name';

describe('user names', () => {
  it('are made of what people are called', () => {
    expect(suggestUserName('Maija Virtanen')).toBe('maija.virtanen');
    expect(suggestUserName('  Åke  Öhman-Niemi ')).toBe('ake.ohman.niemi');
    expect(suggestUserName('田中')).toBe('');
  });
  it('are always names that the server accepts, or empty', () => {
    for (const name of ['Maija', 'A'.repeat(100), 'x. '.repeat(30), '...', 'José (tuki) 2']) {
      const suggested = suggestUserName(name);
      expect(suggested === '' || isUserName(suggested)).toBe(true);
    }
  });
  it('refuse capitals, spaces and a leading sign', () => {
    for (const wrong of ['Maija', 'm v', '.maija', '', 'ä', 'a'.repeat(41)])
      expect(isUserName(wrong)).toBe(false);
  });
});

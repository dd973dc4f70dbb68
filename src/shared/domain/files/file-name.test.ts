import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanFileName } from './file-name';

describe('names of files', () => {
  it.each([
    { given: 'lasku ä 2026.pdf', kept: 'lasku ä 2026.pdf', what: 'an ordinary name' },
    { given: '../../etc/passwd', kept: '_.._etc_passwd', what: 'separators' },
    { given: 'C:\\Windows\\a.exe', kept: 'C__Windows_a.exe', what: 'a Windows path' },
    { given: 'kuva\u202Egpj.exe', kept: 'kuvagpj.exe', what: 'a right-to-left override' },
    { given: 'a\u0000b\nc.txt', kept: 'abc.txt', what: 'control characters' },
    { given: 'a\u200Bb\uFEFF.txt', kept: 'ab.txt', what: 'characters without width' },
    { given: '  . .piilo.  ', kept: 'piilo', what: 'dots and spaces at the ends' },
    { given: 'CON.txt', kept: '_CON.txt', what: 'a name Windows keeps for itself' },
    { given: '👩‍💻 työ.png', kept: '👩‍💻 työ.png', what: 'emoji' },
    { given: 'e\u0301.txt', kept: '\u00e9.txt', what: 'a letter in two parts' },
    { given: '\uD83D rikki.txt', kept: 'rikki.txt', what: 'half a character' },
    { given: '....', kept: '', what: 'nothing but dots' },
    { given: '', kept: '', what: 'nothing' },
  ])('$what: $given', ({ given, kept }) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it('shortens a long one, and its ending stays', () => {
    const kept = cleanFileName(`${'pitkä'.repeat(60)}.tar.gz`);
    expect(kept).toHaveLength(200);
    expect(kept).toMatch(/….gz$/);
    expect(cleanFileName('😀'.repeat(200))).not.toMatch(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])/);
  });

  it('gives for any text a name that can be written to a disk, and keeps it the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (given) => {
        const name = cleanFileName(given);
        expect(name.length).toBeLessThanOrEqual(200);
        // eslint-disable-next-line no-control-regex -- these must be gone
        expect(name).not.toMatch(/[/\\:*?"<>|\u0000-\u001F\u202A-\u202E\u2066-\u2069]|^[. ]|[. ]$/);
        expect(() => encodeURIComponent(name)).not.toThrow();
        expect(cleanFileName(name)).toBe(name);
      }),
      { seed: 11, numRuns: 500 },
    );
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { linkify } from './linkify';

const addresses = (text: string) => linkify(text).flatMap(({ address }) => (address ? [address] : []));

describe('linkify', () => {
  it('finds web and mail addresses', () => {
    expect(linkify('Katso https://luuri.example/ohje nyt')).toEqual([
      { text: 'Katso ' },
      { text: 'https://luuri.example/ohje', address: 'https://luuri.example/ohje' },
      { text: ' nyt' },
    ]);
    expect(addresses('maija@rakennus.example, mailto:a@b.example')).toEqual([
      'mailto:maija@rakennus.example',
      'mailto:a@b.example',
    ]);
  });

  it('leaves the punctuation of the sentence out', () => {
    expect(addresses('(ks. https://a.example/x).')).toEqual(['https://a.example/x']);
    expect(addresses('https://a.example/wiki_(laite), ja')).toEqual(['https://a.example/wiki_(laite)']);
    expect(addresses('https://a.example/?q=1!')).toEqual(['https://a.example/?q=1']);
  });

  it('makes no link of anything the gate refuses', () => {
    for (const text of [
      'javascript:alert(1)',
      'file:///etc/passwd',
      'data:text/html,<script>alert(1)</script>',
      'https://bank.example@evil.example/',
      'mailto:a@b.example?attach=/etc/passwd',
      'smb://server/share',
    ]) {
      expect(addresses(text).filter((address) => !/^mailto:[^?]*$/.test(address))).toEqual([]);
    }
  });

  it('gives the text back byte for byte', () => {
    const naughty = [
      '<script>alert(1)</script> https://a.example/<b>',
      'a\r\n\tb  c\u0000\u202Ehttps://a.example\u202C',
      '💥 https://ä.example/ö?å=1#x 👩‍👩‍👧',
      '',
      'https://',
      `${'a'.repeat(5000)}@${'b'.repeat(5000)}`,
    ];
    for (const text of naughty) {
      expect(
        linkify(text)
          .map((part) => part.text)
          .join(''),
      ).toBe(text);
    }
    const own = readFileSync(new URL('./linkify.test.ts', import.meta.url), 'utf8');
    expect(
      linkify(own)
        .map((part) => part.text)
        .join(''),
    ).toBe(own);
  });

  it('stops making links in a text of thousands', () => {
    const parts = linkify('https://a.example '.repeat(1000));
    expect(parts.filter((part) => part.address)).toHaveLength(200);
  });

  it('leaves an endless address alone', () => {
    const text = `https://a.example/${'.'.repeat(200_000)}x`;
    expect(linkify(text)).toEqual([{ text }]);
  });
});

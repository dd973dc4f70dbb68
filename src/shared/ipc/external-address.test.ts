import { describe, expect, it } from 'vitest';
import { judgeExternalAddress } from './external-address';

describe('judgeExternalAddress', () => {
  it.each([
    ['https://example.fi/a?b=c#d', 'https://example.fi/a?b=c#d'],
    ['HTTPS://Example.FI', 'https://example.fi/'],
    ['mailto:maija@example.fi?subject=Hei&body=Moi', 'mailto:maija@example.fi?subject=Hei&body=Moi'],
    ['tel:+358 40 123-4567', 'tel:+358401234567'],
    ['tel:*100%23', 'tel:*100%23'],
  ])('lets %s out as %s', (address, out) => {
    expect(judgeExternalAddress(address)).toEqual({ allow: 'yes', address: out });
  });

  it('asks before an unencrypted address and names the host', () => {
    expect(judgeExternalAddress('http://printer.lan:631/x')).toEqual({
      allow: 'ask',
      address: 'http://printer.lan:631/x',
      host: 'printer.lan:631',
    });
  });

  it.each([
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,x',
    'smb://host/share',
    'ms-msdt:/id',
    'app://luuri/',
    'luuri://ticket/K7-0142X',
    'vbscript:x',
    'blob:https://example.fi/1',
  ])('refuses the scheme of %s', (address) => {
    expect(judgeExternalAddress(address)).toEqual({ allow: 'no', why: 'scheme' });
  });

  it.each([
    'https://bank.example@evil.example/',
    'https://user:secret@example.fi/',
    'java\nscript:alert(1)',
    'ht\ttps://example.fi',
    'example.fi',
    '',
    'mailto:a@example.fi?attach=/etc/passwd',
    'tel:now',
    'tel:112?x=1',
  ])('refuses %j as malformed', (address) => {
    expect(judgeExternalAddress(address)).toEqual({ allow: 'no', why: 'malformed' });
  });

  it('refuses what Windows would not open', () => {
    const address = `mailto:a@example.fi?body=${'x'.repeat(2_000)}`;
    expect(judgeExternalAddress(address)).toEqual({ allow: 'no', why: 'tooLong' });
  });
});

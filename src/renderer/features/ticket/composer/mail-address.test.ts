import { describe, expect, it } from 'vitest';
import { judgeExternalAddress } from '@shared/ipc/external-address';
import { mailAddress } from './mail-address';

const mail = (body: string, subject = '[K7-0001X] Tulostin & verkko') =>
  mailAddress({ to: 'maija@rakennus.example', subject, body });

describe('mailAddress', () => {
  it('carries subject and body, whatever is in them', () => {
    const body = 'Hei!\nRivi 2 & "lainaus" <b>?=#% åäö 💥';
    const { address, complete } = mail(body);
    const url = new URL(address);
    expect(complete).toBe(true);
    expect(url.pathname).toBe('maija@rakennus.example');
    expect(url.searchParams.get('subject')).toBe('[K7-0001X] Tulostin & verkko');
    expect(url.searchParams.get('body')).toBe(body.replace('\n', '\r\n'));
  });

  it('leaves a body out as a whole when it does not fit', () => {
    const { address, complete } = mail('ä'.repeat(1000));
    expect(complete).toBe(false);
    expect(address).not.toContain('body=');
    expect(judgeExternalAddress(address).allow).toBe('yes');
  });

  it('passes the gate, also with an address field inside the text or an endless subject', () => {
    for (const made of [mail('a&attach=/etc/passwd'), mail('b', '&attach=x'), mail('c', 'ö'.repeat(5000))]) {
      expect(judgeExternalAddress(made.address).allow).toBe('yes');
    }
  });

  it('stands half characters', () => {
    expect(mail('a\uD83D b').complete).toBe(true);
  });
});

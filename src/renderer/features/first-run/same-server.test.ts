import { describe, expect, it } from 'vitest';
import { isSameServer, serverAddress } from './same-server';

describe('same server', () => {
  it('knows its own address with and without scheme and path', () => {
    for (const typed of [
      '192.168.1.20:5959',
      ' http://192.168.1.20:5959/ ',
      'http://192.168.1.20:5959/queue',
    ])
      expect(isSameServer(typed, 'http://192.168.1.20:5959')).toBe(true);
  });
  it('takes another host, another port and nonsense for another server', () => {
    for (const typed of ['192.168.1.21:5959', '192.168.1.20', 'http://', '', '::'])
      expect(isSameServer(typed, 'http://192.168.1.20:5959')).toBe(false);
  });
  it('is never the desktop app itself', () => {
    expect(isSameServer('luuri', 'app://luuri')).toBe(false);
  });
});

describe('server address', () => {
  it('is what is left of an address copied from a browser', () => {
    expect(serverAddress(' http://tuki.yritys.fi:5959/settings/team ')).toBe('http://tuki.yritys.fi:5959');
    expect(serverAddress('192.168.1.20:5959/queue')).toBe('192.168.1.20:5959');
  });
  it('keeps the path of a server that lives below one', () => {
    expect(serverAddress('https://yritys.fi/couch')).toBe('https://yritys.fi/couch');
  });
});

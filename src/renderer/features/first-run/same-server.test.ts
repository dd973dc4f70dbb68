import { describe, expect, it } from 'vitest';
import { isSameServer } from './same-server';

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

import { describe, expect, it } from 'vitest';
import { eventChannel } from '@shared/ipc/names';
import { fakePage } from '../testing/fake-page';
import { deepLinkFromArguments, parseDeepLink } from './deep-link';
import { createOutbox } from './outbox';

describe('parseDeepLink', () => {
  it.each([
    ['luuri://ticket/K7-0142X', { kind: 'ticket', number: 'K7-0142X' }],
    ['luuri://open/customer%3A01ABC', { kind: 'record', id: 'customer:01ABC' }],
    ['luuri://call/040%20123%204567', { kind: 'call', number: '0401234567' }],
    ['tel:+358-40-123', { kind: 'call', number: '+35840123' }],
    ['TEL:112', { kind: 'call', number: '112' }],
  ])('reads %s', (address, link) => {
    expect(parseDeepLink(address)).toEqual(link);
  });

  it.each([
    'luuri://ticket/',
    'luuri://ticket/../../etc',
    'luuri://ticket/K7-0142X?then=delete',
    'luuri://ticket/K7-0142X#x',
    'luuri://open/agent:maija',
    'luuri://open/ticket%3A..%2F..',
    'luuri://delete/ticket:1',
    'luuri://user@ticket/K7-0142X',
    'luuri://ticket:80/K7-0142X',
    'luuri://call/javascript:1',
    'https://ticket/K7-0142X',
    'tel:',
    'tel:112?x=1',
    `luuri://ticket/${'K'.repeat(400)}`,
    'not an address',
  ])('refuses %s', (address) => {
    expect(parseDeepLink(address)).toBeNull();
  });

  it('finds the link among the arguments of a process', () => {
    const argv = ['--allow-file-access', '/opt/luuri', 'luuri://ticket/K7-0142X', '--x'];
    expect(deepLinkFromArguments(argv)).toEqual({ kind: 'ticket', number: 'K7-0142X' });
    expect(deepLinkFromArguments(['/opt/luuri', '--luuri://ticket/K7-0142X'])).toBeNull();
    expect(deepLinkFromArguments([])).toBeNull();
  });
});

describe('outbox', () => {
  const link = { kind: 'ticket', number: 'K7-0142X' } as const;

  it('sends at once to a page that listens', () => {
    const page = fakePage();
    const outbox = createOutbox();
    expect(outbox.connect(page.target)).toEqual({ links: [], hotkeyPressed: false });
    outbox.emit('openLink', link);
    expect(page.sent).toEqual([[eventChannel('openLink'), link]]);
  });

  it('keeps links and the key, and drops what is worthless later', () => {
    const outbox = createOutbox();
    outbox.emit('openLink', link);
    outbox.emit('callHotkey', { at: '2026-11-21T10:00:00.000Z' });
    outbox.emit('power', { state: 'suspend' });
    const page = fakePage();
    expect(outbox.connect(page.target)).toEqual({ links: [link], hotkeyPressed: true });
    expect(page.sent).toEqual([]);
    expect(outbox.connect(page.target)).toEqual({ links: [], hotkeyPressed: false });
  });

  it('waits again while the page is being loaded anew, or is gone', () => {
    const outbox = createOutbox();
    const page = fakePage();
    outbox.connect(page.target);
    outbox.disconnect();
    outbox.emit('openLink', link);
    outbox.connect({ ...page.target, isDestroyed: () => true });
    outbox.emit('openLink', link);
    expect(outbox.connect(page.target).links).toEqual([link]);
    expect(page.sent).toEqual([]);
  });

  it('holds twenty links at most, the latest', () => {
    const outbox = createOutbox();
    for (let n = 10; n < 40; n += 1) outbox.emit('openLink', { kind: 'call', number: `04012${n}` });
    const { links } = outbox.connect(fakePage().target);
    expect(links).toHaveLength(20);
    expect(links.at(-1)).toEqual({ kind: 'call', number: '0401239' });
  });
});

import { describe, expect, it, vi } from 'vitest';
import { stoppable } from '../testing/fake-events';
import { fakePage } from '../testing/fake-page';
import { hardenPage } from './harden';

function setUp() {
  const page = fakePage();
  const openOutside = vi.fn();
  hardenPage(page.lockable, openOutside);
  return { page, openOutside };
}

const FOREIGN = [
  'https://example.fi/',
  'https://luuri/',
  'app://luuri.evil/',
  'app://evil/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/html,x',
  'about:blank',
  'app://user@luuri/',
];

describe('a locked page', () => {
  it.each(FOREIGN)('does not go to %s by any way', (url) => {
    const { page } = setUp();
    expect(page.navigate('will-navigate', url)).toBe(false);
    expect(page.navigate('will-redirect', url)).toBe(false);
    expect(page.navigate('will-frame-navigate', url)).toBe(false);
  });

  it('moves freely inside the app', () => {
    const { page, openOutside } = setUp();
    expect(page.navigate('will-navigate', 'app://luuri/tickets/1')).toBe(true);
    expect(page.navigate('will-frame-navigate', 'app://luuri/')).toBe(true);
    expect(openOutside).not.toHaveBeenCalled();
  });

  it('hands a clicked outward link to the gate, once', () => {
    const { page, openOutside } = setUp();
    page.navigate('will-navigate', 'https://example.fi/');
    page.navigate('will-frame-navigate', 'https://example.fi/');
    expect(openOutside.mock.calls).toEqual([['https://example.fi/']]);
  });

  it.each([...FOREIGN, 'app://luuri/'])('opens no window for %s', (url) => {
    expect(setUp().page.open(url)).toEqual({ action: 'deny' });
  });

  it('hosts no webview', () => {
    const { page } = setUp();
    const event = stoppable({});
    page.raise('will-attach-webview', event, {});
    expect(event.defaultPrevented).toBe(true);
  });
});

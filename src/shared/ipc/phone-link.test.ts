import { describe, expect, it } from 'vitest';
import { dialable, telAddress } from './phone-link';

describe('dialable', () => {
  it.each([
    ['040/123 4567', '0401234567'],
    ['+358 (0)40 123-4567', '+3580401234567'],
    ['+358\u00a040\u2011123', '+35840123'],
    ['*100#', '*100#'],
  ])('reads %j as %s', (text, number) => {
    expect(dialable(text)).toBe(number);
  });

  it.each(['', '1', 'Maija', '+', '112;rm -rf', '1'.repeat(33)])('refuses %j', (text) => {
    expect(dialable(text)).toBeNull();
  });

  it('escapes what would start a fragment', () => {
    expect(telAddress('*100#')).toBe('tel:*100%23');
    expect(telAddress('nobody')).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import {
  counterOfNumber,
  formatTicketNumber,
  maxTicketCounter,
  parseTicketNumber,
  randomDevicePrefix,
} from './ticket-number';

describe('ticket numbers', () => {
  it('are at most eight characters and unique over a whole device', () => {
    const numbers = new Set<string>();
    for (let counter = 1; counter <= maxTicketCounter; counter += 1) {
      const number = formatTicketNumber('K7', counter);
      expect(number.length).toBe(8);
      numbers.add(number.slice(0, 7));
      expect(counterOfNumber('K7', number)).toBe(counter);
    }
    expect(numbers.size).toBe(maxTicketCounter);
  });

  it('refuse a counter that no number can be made of', () => {
    expect(() => formatTicketNumber('K7', 0)).toThrow(RangeError);
    expect(() => formatTicketNumber('K7', maxTicketCounter + 1)).toThrow(RangeError);
  });

  it('tell no counter of another device, of another form, or with a wrong character', () => {
    const [own, others] = [formatTicketNumber('K7', 142), formatTicketNumber('K8', 142)];
    const wrong = own.slice(0, -2) + (own.at(-2) === '3' ? '4' : '3') + own.slice(-1);
    for (const number of [others, own.slice(0, -1), `${own}2`, wrong, 'K7-0000', 'K7', '', '#142'])
      expect(counterOfNumber('K7', number), number).toBeNull();
  });

  it('are understood as people type them', () => {
    const number = formatTicketNumber('K7', 142);
    const check = number.slice(-1);
    for (const typed of [number, number.toLowerCase(), `k70142${check}`, ` K7 0142 ${check} `]) {
      expect(parseTicketNumber(typed)).toBe(number);
    }
  });

  it('notice every single wrong character', () => {
    const number = formatTicketNumber('K7', 142);
    for (let place = 0; place < number.length; place += 1) {
      if (number[place] === '-') continue;
      for (const wrong of '0123456789') {
        if (wrong === number[place]) continue;
        const typed = number.slice(0, place) + wrong + number.slice(place + 1);
        expect(parseTicketNumber(typed), typed).toBeNull();
      }
    }
  });

  it('have prefixes that begin with a letter and hold nothing that is misread', () => {
    for (let index = 0; index < 1_000; index += 1) {
      expect(randomDevicePrefix(() => (index * 0.618) % 1)).toMatch(/^[A-HJ-NP-Z][2-9A-HJ-NP-Z]$/);
    }
  });
});

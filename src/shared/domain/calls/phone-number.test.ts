import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import cases from './phone-number.cases.json';
import { formatPhone, identifyPhone, isSamePhone, phoneContains, phoneKey } from './phone-number';

describe('a number means the same however it is written', () => {
  it.each(cases.written)('$typed ($why)', ({ typed, is }) => {
    expect(phoneKey(typed)).toBe(is);
  });

  it('covers at least the promised number of ways', () => {
    expect(cases.written.length).toBeGreaterThanOrEqual(60);
  });

  it('finds each pair that means one number, and no other pair', () => {
    const wrong: string[] = [];
    for (const a of cases.written)
      for (const b of cases.written)
        if (isSamePhone(a.typed, b.typed) !== (a.is !== '' && a.is === b.is))
          wrong.push(`${a.typed} ~ ${b.typed}`);
    expect(wrong).toEqual([]);
  });
});

describe('different numbers stay different', () => {
  it.each(cases.different)('%s and %s (%s)', (a, b) => {
    expect(isSamePhone(a, b)).toBe(false);
  });
});

describe('digits typed so far', () => {
  it.each(cases.typing)('$typed in $phone: $found', ({ typed, phone, found }) => {
    expect(phoneContains(phone, typed)).toBe(found);
  });
});

describe('kinds', () => {
  it('tells a hidden number from a missing one', () => {
    expect(identifyPhone('Anonymous').kind).toBe('withheld');
    expect(identifyPhone('').kind).toBe('none');
    expect(identifyPhone('4512').kind).toBe('short');
    expect(identifyPhone('040 1234567').kind).toBe('number');
  });
});

it('shows numbers of home without the country code, others with it, and leaves the rest as typed', () => {
  expect(formatPhone('+358 40/123 4567')).toBe('040 123 4567');
  expect(formatPhone('+3589123456')).toBe('09 123 456');
  expect(formatPhone('050 12345678')).toBe('050 1234 5678');
  expect(formatPhone('0046701234567')).toBe('+46 70 123 45 67');
  expect(formatPhone('4512')).toBe('4512');
  expect(formatPhone('Salainen')).toBe('Salainen');
});

describe('properties', () => {
  const finnish = fc.stringMatching(/^0(4\d|50|9|1[0-9]|20)[1-9]\d{5,6}$/);

  it('agrees with the numbering plan library on Finnish numbers, which it bypasses for speed', () => {
    fc.assert(
      fc.property(finnish, (digits) => {
        expect(phoneKey(digits)).toBe(parsePhoneNumberFromString(digits, 'FI')?.number);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('is its own key, so keys can be keyed again', () => {
    fc.assert(
      fc.property(finnish, (digits) => {
        const key = phoneKey(digits);
        expect(phoneKey(key)).toBe(key);
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('takes any text without throwing, and gives digits or nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(phoneKey(text)).toMatch(/^(\+?\d+)?$/);
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});

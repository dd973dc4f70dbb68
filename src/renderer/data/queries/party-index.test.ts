import { describe, expect, it } from 'vitest';
import type { Contact, Customer } from '@shared/domain/customers/customer';
import { newHeader } from '@shared/domain/record/write';
import { createPartyIndexer } from './party-index';
import { beginsAlmost } from './word-book';

const context = { now: '2026-11-20T08:00:00.000Z', author: 'maija' };

function customer(id: string, name: string, phones: string[] = []): Customer {
  return newHeader<Customer>(
    'customer',
    id,
    { name, phones, businessId: '', domains: [], environment: '', contract: '', tags: [], sourceId: '' },
    context,
  );
}

function contact(id: string, name: string, phones: string[] = [], customerIds: string[] = []): Contact {
  return newHeader<Contact>(
    'contact',
    id,
    { name, phones, customerIds, title: '', emails: [], language: '', notes: '', sourceId: '' },
    context,
  );
}

const customers = [
  customer('rakennus', 'Rakennus Mäkelä Oy', ['09 123 4567']),
  customer('ost', 'Øst-Air ApS', ['+45 32 12 34 56']),
  customer('sahko', 'Sähköpalvelu Lehtonen'),
];
const contacts = [
  contact(
    'maija',
    'Maija Virtanen',
    ['040/123 4567', '050 765 4321'],
    ['customer:rakennus', 'customer:sahko'],
  ),
  contact('marja', 'Marja-Leena Järvinen', ['+358 44 9876543'], ['customer:rakennus']),
  contact('lone', 'Lone Sørensen', ['0045 20 11 22 33'], ['customer:ost']),
  contact('yksin', 'Åke Öberg', ['4512'], ['customer:not-here-yet']),
];
const index = createPartyIndexer().build(contacts, customers);
const namesFor = (typed: string) => index.find(typed, 8).map((party) => party.name);

describe('finding the caller', () => {
  it.each([
    ['040', 'Maija Virtanen'],
    ['040 123', 'Maija Virtanen'],
    ['+358401234567', 'Maija Virtanen'],
    ['765', 'Maija Virtanen'],
    ['044/98', 'Marja-Leena Järvinen'],
    ['+4520', 'Lone Sørensen'],
    ['4512', 'Åke Öberg'],
    ['virt', 'Maija Virtanen'],
    ['maija virtanen', 'Maija Virtanen'],
    ['virtanen maija', 'Maija Virtanen'],
    ['JÄRVINEN', 'Marja-Leena Järvinen'],
    ['jarvinen', 'Marja-Leena Järvinen'],
    ['leena', 'Marja-Leena Järvinen'],
    ['sorensen', 'Lone Sørensen'],
    ['ake', 'Åke Öberg'],
    ['oberg', 'Åke Öberg'],
    ['virtnaen', 'Maija Virtanen'],
    ['virtanne', 'Maija Virtanen'],
    ['wirtanen', 'Maija Virtanen'],
    ['järvinnen', 'Marja-Leena Järvinen'],
    ['makela', 'Rakennus Mäkelä Oy'],
    ['rakenus', 'Rakennus Mäkelä Oy'],
    ['ost air', 'Øst-Air ApS'],
    ['sahkopalvelu', 'Sähköpalvelu Lehtonen'],
    ['palvelu', 'Sähköpalvelu Lehtonen'],
    ['marja mäkelä', 'Marja-Leena Järvinen'],
  ])('%s gives %s first', (typed, first) => {
    expect(namesFor(typed)[0]).toBe(first);
  });

  it.each(['', ' ', 'xyz', '99999', 'maija øst', 'mja', '+'])('%j gives nobody', (typed) => {
    expect(namesFor(typed)).toEqual([]);
  });

  it('names the number that was asked for, not the first', () => {
    expect(index.find('0507', 8)[0]?.phone).toBe('050 765 4321');
  });

  it('lists a person once for each company', () => {
    expect(index.find('virtanen', 8).map((party) => party.company)).toEqual([
      'Rakennus Mäkelä Oy',
      'Sähköpalvelu Lehtonen',
    ]);
  });

  it('finds people by their company, after the company itself', () => {
    expect(namesFor('mäkelä')).toEqual(['Rakennus Mäkelä Oy', 'Maija Virtanen', 'Marja-Leena Järvinen']);
  });

  it('recognises a number in whichever way it arrives, and never a hidden one', () => {
    expect(index.withPhone('00358401234567').map((party) => party.contactId)).toEqual([
      'contact:maija',
      'contact:maija',
    ]);
    expect(index.withPhone('Salainen numero')).toEqual([]);
    expect(index.withPhone('')).toEqual([]);
    expect(index.withPhone('4567')).toEqual([]);
  });

  it('follows changes: a new snapshot forgets what is gone and reads what is new', () => {
    const indexer = createPartyIndexer();
    indexer.build(contacts, customers);
    const renamed = contact('maija', 'Maija Korhonen', ['040/123 4567'], ['customer:rakennus']);
    const next = indexer.build([renamed, ...contacts.slice(2)], customers);
    expect(next.find('korhonen', 8)).toHaveLength(1);
    expect(next.find('virtanen', 8)).toEqual([]);
    expect(next.find('järvinen', 8)).toEqual([]);
  });

  it('gives no more than asked for', () => {
    const many = Array.from({ length: 50 }, (_, at) => contact(`c${at}`, `Virtanen ${at}`));
    expect(createPartyIndexer().build(many, []).find('virt', 8)).toHaveLength(8);
  });
});

describe('typing errors', () => {
  it.each([
    ['virtanen', 'virtanen', 0, true],
    ['virtanen', 'vrtanen', 1, true],
    ['virtanen', 'viirtan', 1, true],
    ['virtanen', 'virtnaen', 1, true],
    ['virtanen', 'birtan', 1, true],
    ['virtanen', 'brtan', 1, false],
    ['virtanen', 'lahtinen', 2, false],
    ['ab', 'abcd', 1, false],
  ])('%s begins almost with %s at %i: %s', (word, typed, errors, is) => {
    expect(beginsAlmost(word, typed, errors)).toBe(is);
  });
});

import { expect, it } from 'vitest';
import { mentionsOf } from './mentions';

const mentions = mentionsOf({
  name: 'Aino Öystilä-Virtanen',
  phones: ['+358 40 123 4567'],
  emails: ['Aino@oystila.example'],
});

it.each([
  ['Soitin Virtaselle, ei vastannut', true],
  ['AINON kone', true],
  ['öystilän tunnus', true],
  ['numero 040-1234567', true],
  ['vastaa: aino@OYSTILA.example.', true],
  ['Reititin vaihdettu, sarja 1234', false],
  ['Vika on verkossa', false],
  ['', false],
])('%s: %s', (text, found) => {
  expect(mentions(text)).toBe(found);
});

it('nobody is mentioned where nothing is known of them', () => {
  expect(mentionsOf({ name: '', phones: ['', '112'], emails: [' '] })('112 mitä tahansa')).toBe(false);
});

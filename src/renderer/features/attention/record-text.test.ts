import { describe, expect, it } from 'vitest';
import { kindOfRecord, openableId, textOfRecord } from './record-text';

describe('refused records in words', () => {
  it('copies everything a person wrote, unchanged', () => {
    const doc = {
      _id: 'ticket:1',
      type: 'ticket',
      v: 1,
      subject: 'Tulostin',
      description: ' <b>ei</b>\ntoimi ',
    };
    expect(textOfRecord(doc)).toBe('Tulostin\n <b>ei</b>\ntoimi ');
  });
  it('reads texts in both languages', () => {
    const doc = { _id: 'template:1', type: 'template', v: 1, name: { fi: 'Alku', en: 'Start' } };
    expect(textOfRecord(doc)).toBe('Alku / Start');
  });
  it('opens the record an event is about, and nothing for settings', () => {
    expect(openableId({ _id: 'event:1', type: 'event', v: 1, about: 'call:7' })).toBe('call:7');
    expect(openableId({ _id: 'group:support', type: 'group', v: 1 })).toBe('');
    expect(openableId({ _id: 'event:1', type: 'event', v: 1 })).toBe('');
  });
  it('names kinds, of newer versions too', () => {
    expect(['ticket:1', 'event:1', 'pipeline:incident', 'hologram:1'].map(kindOfRecord)).toEqual([
      'ticket',
      'event',
      'setting',
      'setting',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { memoryStorage } from '../../../../../tests/fixtures/memory-storage';
import { createSafetyCopies, joinNotes } from './safety-copy';
import type { SafetyCopy } from './safety-copy';

const copy: SafetyCopy = {
  callId: 'call:1',
  user: 'maija',
  text: 'Tulostin',
  known: [''],
  start: null,
  at: 5,
};

describe('safety copies', () => {
  it('come back as written, one for each call, until cleared', () => {
    const copies = createSafetyCopies('luuri-a', memoryStorage());
    copies.write(copy);
    copies.write({ ...copy, callId: 'call:2', start: { direction: 'in' } });
    copies.write({ ...copy, text: 'Tulostin ei' });
    expect(copies.all().map((item) => item.text)).toEqual(['Tulostin ei', 'Tulostin']);
    copies.clear('call:1');
    expect(copies.all()).toEqual([{ ...copy, callId: 'call:2', start: { direction: 'in' } }]);
  });

  it('belong to one team', () => {
    const storage = memoryStorage();
    createSafetyCopies('luuri-a', storage).write(copy);
    expect(createSafetyCopies('luuri-b', storage).all()).toEqual([]);
  });

  it('that cannot be read are left alone', () => {
    const storage = memoryStorage();
    storage.setItem('luuri.callNotes.luuri-a.call:9', '{"text":');
    storage.setItem('luuri.callNotes.luuri-a.call:8', '[1]');
    expect(createSafetyCopies('luuri-a', storage).all()).toEqual([]);
    expect(storage.length).toBe(2);
  });

  it('do not stop the typing when the storage is full', () => {
    const full = {
      ...memoryStorage(),
      setItem: () => {
        throw new Error('quota');
      },
    };
    expect(() => createSafetyCopies('luuri-a', full).write(copy)).not.toThrow();
  });
});

describe('notes after a crash', () => {
  it.each([
    ['nothing was lost', 'abc', 'abc', ['ab'], 'abc'],
    ['the last keys were not saved', 'ab', 'abc', ['ab'], 'abc'],
    ['nothing was saved', '', 'abc', [''], 'abc'],
    ['the middle was edited', 'abcd', 'abXd', ['abc', 'abcd'], 'abXd'],
    ['text was removed', 'abcd', 'ab', ['abcd'], 'ab'],
    ['everything was removed', 'abcd', '', ['abcd'], ''],
    ['the copy is older than what is stored', 'abcdef', 'abc', ['ab'], 'abcdef'],
    ['somebody else wrote too', 'other', 'mine', ['old'], 'other\n\nmine'],
    ['somebody else wrote, nothing here', 'other', '', ['old'], 'other'],
  ])('%s', (_, stored, text, known, joined) => {
    expect(joinNotes(stored, { text, known })).toBe(joined);
  });
});

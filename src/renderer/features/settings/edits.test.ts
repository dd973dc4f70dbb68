import { describe, expect, it } from 'vitest';
import { readEdits } from './edits';

describe('edits of a setting', () => {
  const saved = { name: 'Tuki', members: ['maija'] };
  it('are only the fields that differ from what is stored', () => {
    expect(readEdits(JSON.stringify({ name: 'Asiakastuki', members: ['maija'] }), saved)).toEqual({
      name: 'Asiakastuki',
    });
  });
  it('vanish when somebody else stored the same', () => {
    expect(readEdits('{"name":"Tuki"}', saved)).toEqual({});
  });
  it('ignore broken drafts and fields that the form does not have', () => {
    expect(readEdits('{"name":', saved)).toEqual({});
    expect(readEdits('null', saved)).toEqual({});
    expect(readEdits('{"role":"lead"}', saved)).toEqual({});
  });
});

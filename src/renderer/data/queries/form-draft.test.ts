import { describe, expect, it } from 'vitest';
import { readFields } from './form-draft';

describe('a kept form', () => {
  it('has the fields that are asked for, as they were typed', () => {
    expect(readFields('{"name":"Maija ä 💥","phone":"","other":"x"}', ['name', 'phone'])).toEqual({
      name: 'Maija ä 💥',
      phone: '',
    });
  });

  it('has none where it cannot be read', () => {
    for (const text of ['', 'null', '7', '{', '[]', '{"name":1}', '{"__proto__":{"name":"x"}}'])
      expect(readFields(text, ['name'])).toEqual({});
  });
});

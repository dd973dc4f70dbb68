import { describe, expect, it } from 'vitest';
import { ImportError } from '../import-error';
import { DEFAULT_LIMITS } from '../limits';
import { readSource } from './read-source';
import { cellReader } from './source-table';

const utf8 = (text: string) => new TextEncoder().encode(text);
const latin1 = (text: string) => Uint8Array.from([...text], (character) => character.charCodeAt(0));
const one = (bytes: Uint8Array, name = 'a.csv') => {
  const [table] = readSource({ name, bytes });
  if (!table) throw new Error('no table');
  return table;
};
const failure = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error instanceof ImportError ? error.code : error;
  }
  return 'none';
};

describe('encodings', () => {
  const text = 'nimi;kaupunki\r\nÄijälä;Hämeenlinna\r\n';
  it.each([
    ['UTF-8', utf8(text), 'utf-8'],
    ['UTF-8 with a byte order mark', utf8(`\uFEFF${text}`), 'utf-8-bom'],
    ['Latin-1', latin1(text), 'windows-1252'],
    [
      'UTF-16',
      new Uint8Array([
        0xff,
        0xfe,
        ...new Uint8Array(new Uint16Array([...text].map((c) => c.charCodeAt(0))).buffer),
      ]),
      'utf-16',
    ],
  ])('reads %s', (_, bytes, encoding) => {
    const table = one(bytes);
    expect(table.encoding).toBe(encoding);
    expect(table.columns).toEqual(['nimi', 'kaupunki']);
    expect(table.rows.map(({ cells }) => cells)).toEqual([['Äijälä', 'Hämeenlinna']]);
  });

  it('reads the marks that Windows-1252 has beyond Latin-1', () => {
    expect(one(Uint8Array.from([0x61, 0x0a, 0x80, 0x20, 0x96, 0x20, 0xe4])).rows[0]?.cells).toEqual([
      '€ – ä',
    ]);
  });

  it('refuses what is no text, by name', () => {
    expect(failure(() => one(Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0])))).toBe('notText');
    expect(failure(() => one(new Uint8Array()))).toBe('empty');
    expect(failure(() => one(utf8(' \n \n')))).toBe('empty');
  });
});

describe('CSV', () => {
  it.each([',', ';', '\t', '|'])('finds the delimiter %j', (delimiter) => {
    const text = [
      ['id', 'subject', 'x'],
      ['1', 'Hello, you; there', ''],
      ['2', 'b', 'c'],
    ]
      .map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter))
      .join('\n');
    const table = one(utf8(text));
    expect(table.delimiter).toBe(delimiter);
    expect(table.rows[0]?.cells).toEqual(['1', 'Hello, you; there', '']);
  });

  it('keeps line breaks and quotes inside quotes, and counts rows as a spreadsheet does', () => {
    const table = one(utf8('id,text\n1,"two\nlines and ""quotes"""\n\n2,b\n'));
    expect(table.rows).toEqual([
      { row: 2, cells: ['1', 'two\nlines and "quotes"'] },
      { row: 4, cells: ['2', 'b'] },
    ]);
  });

  it('lists rows it cannot read', () => {
    const table = one(utf8('a,b\n1\n1,2,3\n1,2\n'));
    expect(table.rows).toHaveLength(1);
    expect(table.unreadable.map(({ row, reason }) => [row, reason])).toEqual([
      [2, 'cellCount'],
      [3, 'cellCount'],
    ]);
    expect(one(utf8('a,b\n1,2\n3,"open\n')).unreadable.map(({ reason }) => reason)).toEqual(['brokenQuotes']);
  });

  it('tells columns of one name apart, and takes names that objects have', () => {
    const table = one(utf8('a,a,,__proto__,constructor\n1,2,3,4,5\n'));
    expect(table.columns).toEqual(['a', 'a (2)', '(3)', '__proto__', 'constructor']);
    const read = cellReader(table);
    const [row] = table.rows;
    expect(row && [read(row, '__proto__'), read(row, 'constructor'), read(row, 'tostring')]).toEqual([
      '4',
      '5',
      '',
    ]);
  });

  it('follows the separator that Excel names in the first line', () => {
    expect(one(utf8('sep=;\na;b\n1,5;2')).rows[0]?.cells).toEqual(['1,5', '2']);
  });

  it('refuses what is too large, with the figures', () => {
    const limits = { ...DEFAULT_LIMITS, bytes: 10 };
    expect(failure(() => readSource({ name: 'a.csv', bytes: utf8('a,b\n1,2\n3,4') }, limits))).toBe(
      'tooLarge',
    );
    const rows = { ...DEFAULT_LIMITS, rows: 1 };
    expect(failure(() => readSource({ name: 'a.csv', bytes: utf8('a\n1\n2\n') }, rows))).toBe('tooManyRows');
    const columns = { ...DEFAULT_LIMITS, columns: 1 };
    expect(failure(() => readSource({ name: 'a.csv', bytes: utf8('a,b\n1,2') }, columns))).toBe(
      'tooManyColumns',
    );
  });
});

describe('JSON', () => {
  it('reads a list, lists by name, and one object a line', () => {
    expect(one(utf8('[{"id":1,"ok":true,"x":null,"deep":{"a":1}}]'), 'a.json').rows[0]?.cells).toEqual([
      '1',
      'true',
      '',
      '{"a":1}',
    ]);
    const tables = readSource({
      name: 'all.json',
      bytes: utf8('{"n":2,"user":[{"id":1}],"ticket":[{"id":2}]}'),
    });
    expect(tables.map(({ name }) => name)).toEqual(['user', 'ticket']);
    expect(one(utf8('{"id":1}\n{"id":2}\n'), 'a.jsonl').rows).toHaveLength(2);
  });

  it('does not let a key change how objects behave', () => {
    const table = one(utf8('[{"__proto__":{"polluted":true},"id":1}]'), 'a.json');
    expect(table.columns).toEqual(['__proto__', 'id']);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('lists what is no object, and refuses what is no table', () => {
    expect(one(utf8('[1,{"id":1}]'), 'a.json').unreadable).toEqual([
      { row: 2, reason: 'notAnObject', value: '1' },
    ]);
    expect(failure(() => one(utf8('{"a":'), 'a.json'))).toBe('badJson');
    expect(failure(() => one(utf8('{"a":1}'), 'a.json'))).toBe('noTable');
  });
});

describe('files made to harm', () => {
  it('a million rows end before they are read', () => {
    const rows = Buffer.from('a;b\n'.repeat(1_000_001));
    expect(failure(() => readSource({ name: 'a.csv', bytes: rows }))).toBe('tooManyRows');
    const lines = Buffer.from('{"a":1}\n'.repeat(1_000_001));
    expect(failure(() => readSource({ name: 'a.jsonl', bytes: lines }))).toBe('tooManyRows');
    const list = Buffer.from(`{"tickets":[${'{"a":1},'.repeat(1_000_000)}{}]}`);
    expect(failure(() => readSource({ name: 'a.json', bytes: list }))).toBe('tooManyRows');
  });

  it('line breaks in quotes and braces in texts are no rows', () => {
    const limits = { ...DEFAULT_LIMITS, rows: 2 };
    const csv = utf8('a,b\n1,"x\n\n\n\n\n"\n2,y');
    expect(readSource({ name: 'a.csv', bytes: csv }, limits)[0]?.rows).toHaveLength(2);
    const json = utf8('[{"a":"{{{{\\"{{"},{"a":{"b":{"c":[{},{},{}]}}}]');
    expect(readSource({ name: 'a.json', bytes: json }, limits)[0]?.rows).toHaveLength(2);
  });

  it('lists 10 000 deep are named', () => {
    const deep = `[{"a":${'['.repeat(10_000)}${']'.repeat(10_000)}}]`;
    expect(failure(() => readSource({ name: 'a.json', bytes: utf8(deep) }))).toBe('tooDeep');
  });

  it('__proto__ is a column like others', () => {
    const json = '[{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}}]';
    expect(readSource({ name: 'a.json', bytes: utf8(json) })[0]?.columns).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(readSource({ name: 'a.csv', bytes: utf8('__proto__,a\n1,2\n') })[0]?.columns).toEqual([
      '__proto__',
      'a',
    ]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });
});

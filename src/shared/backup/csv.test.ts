import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { joinBytes } from '@shared/lib/bytes';
import { inflate } from './codec';
import { cellOf, writeCsv } from './csv';
import { sourceOf } from './testing';
import { readDirectory, readPacked } from './zip-reader';

describe('a cell', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-2+3', "'-2+3"],
    ['\t=1', "'\t=1"],
    ['\n=1', "'\n=1"],
    ['＝1', "'＝1"],
    ['+358401234567', "'+358401234567"],
    ['0401234567', "'0401234567"],
    ['040 123 4567', "'040 123 4567"],
    ['09/123456', "'09/123456"],
    ['358401234567', "'358401234567"],
    ['0', '0'],
    ['K7-0142X', 'K7-0142X'],
    ['Tulostin ei toimi', 'Tulostin ei toimi'],
  ])('of %j is %j', (value, cell) => {
    expect(cellOf(value)).toBe(cell);
  });

  it('of a number is a number, of a list its parts, of the rest JSON', () => {
    expect([cellOf(-5), cellOf(['+358', '040']), cellOf({ a: [1] }), cellOf(null), cellOf(true)]).toEqual([
      ...['-5', "'+358; 040", '{"a":[1]}', '', 'true'],
    ]);
  });
});

describe('everything as CSV', () => {
  it('is a file a type, with a mark, RFC 4180, and all fields that any record has', async () => {
    const records = [
      {
        _id: 'ticket:1',
        type: 'ticket',
        v: 1,
        stamps: { a: 'b' },
        subject: 'sanoi "ei", ja\r\nsulki',
        tags: [],
      },
      { _id: 'ticket:2', type: 'ticket', v: 1, stamps: {}, subject: ' äö😀 ', priority: 'low' },
      { _id: 'contact:1', type: 'contact', v: 1, phones: ['040 1234567', '+358501234567'] },
    ].map((doc) => ({ id: doc._id, json: JSON.stringify(doc) }));
    const pieces: Uint8Array[] = [];
    const rows = await writeCsv(
      async function* () {
        await Promise.resolve();
        yield records;
      },
      {
        sink: { write: (bytes) => Promise.resolve(void pieces.push(bytes)) },
        now: new Date('2026-11-22T10:00:00.000Z'),
        onProgress: () => undefined,
      },
    );
    expect(rows).toBe(3);
    const source = sourceOf(joinBytes(pieces));
    const texts: Record<string, string> = {};
    for (const member of (await readDirectory(source)) ?? []) {
      const packed = await readPacked(source, member);
      if (!packed) throw new Error(member.name);
      const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
      texts[member.name] = decoder.decode((await inflate(packed, member.size)).bytes);
    }
    expect(Object.keys(texts)).toEqual(['ticket.csv', 'contact.csv']);
    expect(texts['ticket.csv']?.startsWith('\uFEFF_id,subject,tags,priority\r\n')).toBe(true);
    expect(Papa.parse<string[]>((texts['ticket.csv'] ?? '').slice(1).trimEnd()).data.slice(1)).toEqual([
      ['ticket:1', 'sanoi "ei", ja\r\nsulki', '', ''],
      ['ticket:2', ' äö😀 ', '', 'low'],
    ]);
    expect(texts['contact.csv']).toBe('\uFEFF_id,phones\r\ncontact:1,040 1234567; +358501234567\r\n');
  });
});

import { expect, it } from 'vitest';
import { shownKind } from './file-kind';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

it.each([
  { what: 'a png', start: bytes(PNG, 'rest'), type: 'image/png', name: 'a.png', kind: 'image/png' },
  {
    what: 'a png under another name',
    start: bytes(PNG),
    type: 'text/html',
    name: 'a.html',
    kind: 'image/png',
  },
  { what: 'a jpeg', start: bytes([0xff, 0xd8, 0xff, 0xe0]), type: '', name: 'a', kind: 'image/jpeg' },
  { what: 'a gif', start: bytes('GIF89a...'), type: '', name: 'a', kind: 'image/gif' },
  { what: 'a webp', start: bytes('RIFF', [1, 2, 3, 4], 'WEBPVP8'), type: '', name: 'a', kind: 'image/webp' },
  {
    what: 'a sound in the same wrapping',
    start: bytes('RIFF', [1, 2, 3, 4], 'WAVE'),
    type: '',
    name: 'a',
    kind: null,
  },
  { what: 'a text', start: bytes('hei ä\r\n\t'), type: 'text/plain', name: 'a.txt', kind: 'text/plain' },
  { what: 'an empty text', start: bytes(''), type: '', name: 'a.txt', kind: 'text/plain' },
  {
    what: 'a program called text',
    start: bytes('MZ', [0, 1]),
    type: 'text/plain',
    name: 'a.txt',
    kind: null,
  },
  { what: 'a page', start: bytes('<html><script>'), type: 'text/html', name: 'a.html', kind: null },
  { what: 'a page called a picture', start: bytes('<html>'), type: 'image/png', name: 'a.png', kind: null },
  { what: 'an svg', start: bytes('<svg onload=x>'), type: 'image/svg+xml', name: 'a.svg', kind: null },
  { what: 'a pdf', start: bytes('%PDF-1.7'), type: 'application/pdf', name: 'a.pdf', kind: null },
])('$what: $kind', ({ start, type, name, kind }) => {
  expect(shownKind(start, type, name)).toBe(kind);
});

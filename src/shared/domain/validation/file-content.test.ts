import { describe, expect, it } from 'vitest';
import type { TeamDocument } from '../record/documents';
import { erasedContent } from '../files/erased-content';
import { MAX_FILE_BYTES } from '../files/file';
import { validateWrite } from './validate-write';

const content: TeamDocument = {
  ...{ _id: 'file:01ARZ3NDEKTSV4RRFFQ69G5FAV:maija', type: 'file', v: 1 },
  ...{ createdAt: '2026-11-20T08:00:00.000Z', createdBy: 'maija', size: 3 },
  _attachments: { content: { content_type: 'application/octet-stream', stub: true, length: 3 } },
};
const as = (name: string, role: string, db = 'luuri-tuki-files') => ({
  ...{ name, db },
  roles: ['luuri-tuki', `luuri-tuki:${role}`],
});
const maija = as('maija', 'agent');
const withAttachments = (attachments: unknown) => ({ ...content, _attachments: attachments });
const left = erasedContent({
  ...{ fileId: '01ARZ3NDEKTSV4RRFFQ69G5FAV', createdBy: 'maija', createdAt: '2026-11-20T08:00:00.000Z' },
}) as TeamDocument;
const rev = (doc: TeamDocument, at: string) => ({ ...doc, _rev: at });
const liisa = as('liisa', 'lead');
const body = content['_attachments'] as { content: object };

describe('the files database', () => {
  it.each([
    { what: 'an agent adds a file', doc: content, old: null, user: maija, ok: true },
    {
      what: 'an empty file',
      doc: { ...content, size: 0, _attachments: { content: {} } },
      old: null,
      user: maija,
      ok: true,
    },
    {
      what: 'a viewer adds one',
      doc: { ...content, createdBy: 'veera' },
      old: null,
      user: as('veera', 'viewer'),
      ok: false,
    },
    {
      what: 'an agent adds one in another’s name',
      doc: content,
      old: null,
      user: as('liisa', 'agent'),
      ok: false,
    },
    {
      what: 'a lead adds one in another’s name',
      doc: content,
      old: null,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'a colleague swaps the content',
      doc: { ...content, createdBy: 'liisa' },
      old: content,
      user: as('liisa', 'agent'),
      ok: false,
    },
    { what: 'the author swaps the content', doc: content, old: content, user: maija, ok: false },
    { what: 'a lead swaps the content', doc: content, old: content, user: as('liisa', 'lead'), ok: false },
    {
      what: 'the author deletes it',
      doc: { ...content, _deleted: true },
      old: content,
      user: maija,
      ok: false,
    },
    {
      what: 'a lead deletes it',
      doc: { ...content, _deleted: true },
      old: content,
      user: as('liisa', 'lead'),
      ok: false,
    },
    {
      what: 'somebody of another team',
      doc: content,
      old: null,
      user: as('maija', 'agent', 'luuri-muu-files'),
      ok: false,
    },
    { what: 'no attachment', doc: withAttachments(undefined), old: null, user: maija, ok: false },
    {
      what: 'two attachments',
      doc: withAttachments({ ...body, more: {} }),
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'an attachment of another name',
      doc: withAttachments({ 'index.html': {} }),
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'a content longer than it says',
      doc: { ...content, size: 2 },
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'a file over the limit',
      doc: { ...content, size: MAX_FILE_BYTES + 1 },
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'an id that is no file’s',
      doc: { ...content, _id: 'file:../x' },
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'a ticket',
      doc: { ...content, _id: 'ticket:1', type: 'ticket' },
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'a document that is large in itself',
      doc: { ...content, note: 'x'.repeat(5_000) },
      old: null,
      user: maija,
      ok: false,
    },
    {
      what: 'a content in the team database',
      doc: content,
      old: null,
      user: as('maija', 'agent', 'luuri-tuki'),
      ok: false,
    },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(doc, old, user).ok).toBe(ok);
  });
});

describe('erasing a content', () => {
  it.each([
    { what: 'a lead', doc: left, old: content, user: liisa, ok: true },
    { what: 'a lead one that has not come yet', doc: left, old: null, user: liisa, ok: true },
    { what: 'a lead once more', doc: left, old: left, user: liisa, ok: true },
    { what: 'its author, no lead', doc: left, old: content, user: maija, ok: false },
    { what: 'a viewer', doc: left, old: content, user: as('veera', 'viewer'), ok: false },
    { what: 'a lead of another team', doc: left, old: content, user: as('x', 'lead', 'luuri-b'), ok: false },
    {
      what: 'a lead who keeps the bytes',
      doc: { ...left, _attachments: content['_attachments'] },
      old: content,
      user: liisa,
      ok: false,
    },
    { what: 'a lead who keeps the size', doc: { ...left, size: 3 }, old: content, user: liisa, ok: false },
    { what: 'a lead who writes on it', doc: { ...left, note: 'Aino' }, old: content, user: liisa, ok: false },
    {
      what: 'a lead who changes when it was',
      doc: { ...left, createdAt: '2020-01-01T00:00:00.000Z' },
      old: content,
      user: liisa,
      ok: false,
    },
    {
      what: 'a lead who names another author',
      doc: { ...left, createdBy: 'liisa' },
      old: content,
      user: liisa,
      ok: false,
    },
    { what: 'its author again, afterwards', doc: content, old: left, user: maija, ok: false },
    { what: 'a lead who brings it back', doc: content, old: left, user: liisa, ok: false },
  ])('$what: $ok', ({ doc, old, user, ok }) => {
    expect(validateWrite(rev(doc, '2-b'), old && rev(old, '1-a'), user).ok).toBe(ok);
  });
});

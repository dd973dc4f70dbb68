import { describe, expect, it } from 'vitest';
import { createTestMachine } from '../record/testing';
import { createTicket } from '../tickets/ticket-commands';
import type { EventDocument } from '../record/documents';
import type { Ticket } from '../tickets/ticket';
import { shapeProblem } from '../validation/shape';
import { MAX_FILE_BYTES } from './file';
import { addFile, removeFile, restoreFile } from './file-commands';
import { filesOf } from './record-files';

const FILE = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const OTHER = '01ARZ3NDEKTSV4RRFFQ69G5FAW';
const facts = { name: 'kuva.png', size: 70, mediaType: 'image/png', sha256: 'a'.repeat(64) };

function setUp() {
  const maija = createTestMachine('maija', 'K7');
  const { id } = maija.run(createTicket, { ticketType: 'incident', subject: 's' });
  const fileEvents = (machine = maija) => machine.events.filter((event) => event.about === id);
  return { maija, id, files: (machine = maija) => filesOf(fileEvents(machine)) };
}

describe('a file of a record', () => {
  it('is told by one event that bears its id, and counts as activity of the ticket', () => {
    const { maija, id, files } = setUp();
    maija.time += 60_000;
    maija.run(addFile, { about: id, fileId: FILE, ...facts });
    expect(files()).toEqual([
      {
        ...{ about: id, fileId: FILE, ...facts, addedBy: 'maija', removed: false },
        addedAt: '2026-11-20T08:01:00.000Z',
      },
    ]);
    const event = maija.events.at(-1);
    expect(event?._id).toBe(`event:${FILE}`);
    expect(shapeProblem(event)).toBeNull();
    expect(maija.get<Ticket>(id).lastActivityAt).toBe('2026-11-20T08:01:00.000Z');
  });

  it('belongs to a step where it was added to one', () => {
    const { maija, id, files } = setUp();
    maija.run(addFile, { about: id, fileId: FILE, ...facts, stepId: 'install' });
    expect(files()[0]?.stepId).toBe('install');
  });

  it('is marked as removed and comes back', () => {
    const { maija, id, files } = setUp();
    maija.run(addFile, { about: id, fileId: FILE, ...facts });
    maija.run(removeFile, { about: id, fileId: FILE });
    expect(files()[0]?.removed).toBe(true);
    maija.run(restoreFile, { about: id, fileId: FILE });
    expect(files()[0]?.removed).toBe(false);
  });

  it('removed here and restored there ends the same on both, whatever arrives first', () => {
    const { maija, id, files } = setUp();
    const liisa = createTestMachine('liisa', 'L3');
    maija.run(addFile, { about: id, fileId: FILE, ...facts });
    maija.run(removeFile, { about: id, fileId: FILE });
    liisa.pull(maija);
    maija.time += 1_000;
    liisa.time += 2_000;
    maija.run(removeFile, { about: id, fileId: FILE });
    liisa.run(restoreFile, { about: id, fileId: FILE });
    liisa.pull(maija);
    maija.pull(liisa);
    expect([files(maija)[0]?.removed, files(liisa)[0]?.removed]).toEqual([false, false]);
  });
});

describe('what other machines say of files', () => {
  const told = (changes: Partial<EventDocument>, data: Record<string, unknown> = {}): EventDocument => {
    const { maija, id } = setUp();
    maija.run(addFile, { about: id, fileId: FILE, ...facts });
    const event = maija.events.at(-1) as EventDocument;
    return { ...event, ...changes, data: { ...event.data, ...data } };
  };

  it('is shown with a name that is safe to show', () => {
    expect(filesOf([told({}, { name: '../\u202Egpj.exe' })])[0]?.name).toBe('_gpj.exe');
  });

  it.each([
    ['another id than the event', told({ _id: `event:${OTHER}` })],
    ['an id with a path in it', told({ _id: 'event:../../x' }, { fileId: '../../x' })],
    ['no digest', told({}, { sha256: 'abc' })],
    ['more than the limit', told({}, { size: MAX_FILE_BYTES + 1 })],
    ['a size that is text', told({}, { size: '70' })],
    ['a name that is no text', told({}, { name: 7 })],
  ])('is passed over and refused with %s', (_what, event) => {
    expect(filesOf([event])).toEqual([]);
    expect(shapeProblem(event)).not.toBeNull();
  });

  it('may say more in newer versions', () => {
    const event = told({}, { pages: 3 });
    expect(shapeProblem(event)).toBeNull();
    expect(filesOf([event])).toHaveLength(1);
  });
});

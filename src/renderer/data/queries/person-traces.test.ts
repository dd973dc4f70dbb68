import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { expect, it } from 'vitest';
import { createContact } from '@shared/domain/customers/customer-commands';
import type { Contact } from '@shared/domain/customers/customer';
import { eraseDocument } from '@shared/domain/record/erased';
import type { EventDocument } from '@shared/domain/record/documents';
import { createTestMachine } from '@shared/domain/record/testing';
import { addEntry, createTicket } from '@shared/domain/tickets/ticket-commands';
import { openTeamDatabase } from '../database';
import { projectColumns } from '../record-families';
import type { Team } from '../team';
import { findTraces } from './person-traces';

it('texts and files of a person’s tickets are to be chosen, the erased ones are not', async () => {
  const database = await openTeamDatabase('traces', getRxStorageMemory());
  const machine = createTestMachine('maija', 'K7');
  const contactId = machine.run(createContact, { name: 'Aino Öystilä' }).id;
  const ticketId = machine.run(createTicket, { ticketType: 'incident', subject: 'Netti', contactId }).id;
  machine.run(createTicket, { ticketType: 'incident', subject: 'Aino Öystilän toinen' });
  for (const body of ['Öystilä soitti', 'reititin vaihdettu', 'jo poistettu']) {
    machine.run(addEntry, { ticketId, kind: 'note', body });
  }
  const file = (id: string, name: string): EventDocument => ({
    ...{
      _id: `event:${id}`,
      type: 'event',
      v: 1,
      kind: 'fileAdded',
      about: ticketId,
      at: `0mjuohs00-000-${id}`,
    },
    ...{ occurredAt: '2026-11-20T08:00:00.000Z', author: 'maija', device: 'K7' },
    data: { fileId: id, name, size: 1, mediaType: '', sha256: '0'.repeat(64) },
  });
  const gone = (event: EventDocument) =>
    event.body === 'jo poistettu' ? (eraseDocument(event) as EventDocument) : event;
  const events = [...machine.events.map(gone), file('f1', 'öystilä.png'), file('f2', 'loki.txt')];
  await database.collections.events.bulkInsert(
    events.map((doc) => ({
      ...{ id: doc._id, doc, rev: '', dirty: 0, refusal: null },
      ...projectColumns(doc),
    })),
  );
  const table = (type: string) => ({
    rows: () => [...machine.headers.values()].filter((doc) => doc.type === type).map((doc) => ({ doc })),
  });
  const team = { database, tables: { calls: table('call'), tickets: table('ticket') } } as unknown as Team;
  const { texts } = await findTraces(team, machine.get<Contact>(contactId));
  await database.close();
  expect(texts.map(({ field, text, mentioned }) => [field, text, mentioned])).toEqual(
    expect.arrayContaining([
      ['subject', 'Netti', false],
      ['event', 'Öystilä soitti', true],
      ['event', 'reititin vaihdettu', false],
      ['file', 'öystilä.png', true],
      ['file', 'loki.txt', false],
    ]),
  );
  expect(texts).toHaveLength(5);
});

import { beforeEach, describe, expect, it } from 'vitest';
import { createTestMachine } from '@shared/domain/record/testing';
import { addEntry, createTicket, editTicket, tagTicket } from '@shared/domain/tickets/ticket-commands';
import { newsFor, useComposing } from './meanwhile';

const { see, end } = useComposing.getState();

function createPair() {
  const [a, b] = [createTestMachine('maija', 'AA'), createTestMachine('liisa', 'BB')];
  const { id } = a.run(createTicket, { ticketType: 'incident', subject: 'Tulostus ei toimi' });
  b.pull(a);
  const news = () => newsFor('maija', a.events, useComposing.getState().known[id]);
  return { a, b, id, news };
}

describe('what happens while somebody writes', () => {
  beforeEach(() => useComposing.setState({ known: {} }));

  it('is what colleagues changed or wrote since, not what oneself did', () => {
    const { a, b, id, news } = createPair();
    see(id, a.events);
    a.run(editTicket, { id, values: { priority: 'high' } });
    b.run(editTicket, { id, values: { assignee: 'liisa' } });
    b.run(addEntry, { ticketId: id, kind: 'reply', body: 'Katson tätä.' });
    a.pull(b);
    expect(news().map(({ kind, author }) => [kind, author])).toEqual([
      ['changed', 'liisa'],
      ['reply', 'liisa'],
    ]);
  });

  it('counts what was done before but arrived only now', () => {
    const { a, b, id, news } = createPair();
    b.time -= 3_600_000;
    b.run(tagTicket, { id, add: ['vip'] });
    see(id, a.events);
    a.pull(b);
    expect(news()).toHaveLength(1);
  });

  it('is gone when it was seen, and when nothing is written any more', () => {
    const { a, b, id, news } = createPair();
    see(id, a.events);
    b.run(editTicket, { id, values: { subject: 'Toinen' } });
    a.pull(b);
    see(id, a.events);
    expect(news()).toEqual([]);
    b.run(editTicket, { id, values: { subject: 'Kolmas' } });
    a.pull(b);
    expect(news()).toHaveLength(1);
    end(id);
    expect(news()).toEqual([]);
  });
});

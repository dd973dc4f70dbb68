import { describe, expect, it } from 'vitest';
import type { StateCategory } from '@shared/domain/team/team';
import type { Ticket } from '@shared/domain/tickets/ticket';
import { formatTicketNumber } from '@shared/domain/tickets/ticket-number';
import { seededRandom } from '@shared/lib/seeded-random';
import { followedTable } from '../../../../tests/fixtures/followed-table';
import { createHeaderList } from './header-list';
import type { TicketQuery } from './ticket-query';
import { plainQuery, ticketSelector } from './ticket-query';
import { ticketSorts } from './ticket-order';
import type { TicketSurroundings } from './ticket-views';
import { ticketCounter, ticketViews } from './ticket-views';

const categories: Record<string, StateCategory> = {
  new: 'new',
  inProgress: 'open',
  waitingCustomer: 'waiting',
  resolved: 'resolved',
  closed: 'closed',
};

const around: TicketSurroundings = {
  user: 'liisa',
  myGroups: new Set(['group:support']),
  closedSince: '2026-11-08T00:00:00.000Z',
  categoryOf: (_type, status) => categories[status] ?? 'open',
};

const nameOf = (id: string) => ({ 'customer:1': 'Rakennus Oy', 'contact:1': 'Maija Virtanen' })[id] ?? '';

const select = (tickets: readonly Ticket[], query: Partial<TicketQuery>) =>
  ticketSelector({ ...plainQuery, ...query }, around, nameOf)(tickets);

let serial = 0;
function ticket(values: Partial<Ticket>): Ticket {
  serial += 1;
  const createdAt = values.createdAt ?? '2026-11-20T08:00:00.000Z';
  return {
    _id: `ticket:${String(serial).padStart(4, '0')}`,
    type: 'ticket',
    v: 1,
    stamps: {},
    createdAt,
    createdBy: 'liisa',
    archived: false,
    number: formatTicketNumber('K7', serial),
    ticketType: 'incident',
    subject: 'Aihe',
    description: '',
    status: 'new',
    priority: 'medium',
    assignee: '',
    group: '',
    customerId: '',
    contactId: '',
    channel: 'phone',
    tags: [],
    firstRespondedAt: null,
    lastContactAt: null,
    lastActivityAt: createdAt,
    resolvedAt: '',
    sourceId: '',
    ...values,
  };
}

function subjects(tickets: Ticket[], query: Partial<TicketQuery>): string[] {
  return select(tickets, query).map(({ subject }) => subject);
}

describe('views', () => {
  const tickets = [
    ticket({ subject: 'oma', assignee: 'liisa' }),
    ticket({
      subject: 'oma valmis',
      assignee: 'liisa',
      status: 'resolved',
      resolvedAt: '2026-11-19T00:00:00.000Z',
    }),
    ticket({ subject: 'vapaa', group: 'group:support' }),
    ticket({ subject: 'odottaa', assignee: 'matti', status: 'waitingCustomer' }),
    ticket({ subject: 'vanha', status: 'closed', resolvedAt: '2026-10-01T00:00:00.000Z' }),
    ticket({ subject: 'outo tila', status: 'fromANewerVersion', assignee: 'matti' }),
  ];

  it('holds what its name says', () => {
    expect(subjects(tickets, { view: 'mine' })).toEqual(['oma']);
    expect(subjects(tickets, { view: 'unassigned' })).toEqual(['vapaa']);
    expect(subjects(tickets, { view: 'myGroups' })).toEqual(['vapaa']);
    expect(subjects(tickets, { view: 'waiting' })).toEqual(['odottaa']);
    expect(subjects(tickets, { view: 'recentlyClosed' })).toEqual(['oma valmis']);
  });

  it('keeps a status nobody knows in sight', () => {
    expect(subjects(tickets, { view: 'open' })).toContain('outo tila');
  });

  it('counts each view as many as it lists', () => {
    const counts = ticketCounter(around)(tickets);
    for (const [view, count] of Object.entries(counts)) {
      expect([view, subjects(tickets, { view: view as TicketQuery['view'] }).length]).toEqual([view, count]);
    }
    expect(counts.all).toBe(6);
  });

  it('takes the last activity for closed tickets that do not say when', () => {
    const imported = [
      ticket({ subject: 'tuotu', status: 'closed', lastActivityAt: '2026-11-10T00:00:00.000Z' }),
    ];
    expect(subjects(imported, { view: 'recentlyClosed' })).toEqual(['tuotu']);
  });
});

describe('filters', () => {
  const tickets = [
    ticket({ subject: 'Tulostin ei toimi', priority: 'high', customerId: 'customer:1', tags: ['verkko'] }),
    ticket({
      subject: 'Uusi tunnus',
      ticketType: 'serviceRequest',
      assignee: 'matti',
      contactId: 'contact:1',
    }),
    ticket({ subject: 'Äänet puuttuvat', status: 'inProgress', group: 'group:technical' }),
  ];

  it('combines values of one filter with or, filters with and', () => {
    expect(subjects(tickets, { priorities: ['high', 'low'] })).toEqual(['Tulostin ei toimi']);
    expect(subjects(tickets, { types: ['incident'], statuses: ['inProgress'] })).toEqual(['Äänet puuttuvat']);
    expect(subjects(tickets, { types: ['serviceRequest'], priorities: ['high'] })).toEqual([]);
    expect(subjects(tickets, { categories: ['open'] })).toEqual(['Äänet puuttuvat']);
  });

  it('finds nobody and no group by the empty text', () => {
    expect(subjects(tickets, { assignees: [''], groups: [''] })).toEqual(['Tulostin ei toimi']);
  });

  it('finds words in subject, tags and names, in any order and case', () => {
    expect(subjects(tickets, { text: 'TOIMI tulostin' })).toEqual(['Tulostin ei toimi']);
    expect(subjects(tickets, { text: 'rakennus verkko' })).toEqual(['Tulostin ei toimi']);
    expect(subjects(tickets, { text: 'virtanen' })).toEqual(['Uusi tunnus']);
    expect(subjects(tickets, { text: 'äänet' })).toEqual(['Äänet puuttuvat']);
    expect(subjects(tickets, { text: 'olematon' })).toEqual([]);
  });

  it('finds a number however it is typed', () => {
    const wanted = tickets[1]?.number ?? '';
    for (const text of [wanted, wanted.toLowerCase(), wanted.replace('-', ''), wanted.replace('-', ' ')]) {
      expect(subjects(tickets, { text })).toEqual(['Uusi tunnus']);
    }
  });
});

describe('orders', () => {
  it('says what to do next: our turn, priority, unanswered, longest wait', () => {
    const tickets = [
      ticket({ subject: '6 odottaa', status: 'waitingCustomer', priority: 'high' }),
      ticket({ subject: '5 matala', priority: 'low' }),
      ticket({ subject: '4 vastattu', priority: 'medium', firstRespondedAt: '2026-11-20T09:00:00.000Z' }),
      ticket({ subject: '3 uudempi', priority: 'medium', createdAt: '2026-11-20T08:30:00.000Z' }),
      ticket({ subject: '2 vanhempi', priority: 'medium' }),
      ticket({ subject: '1 korkea', priority: 'high', createdAt: '2026-11-20T10:00:00.000Z' }),
    ];
    expect(subjects(tickets, { sort: 'next' }).map((subject) => subject[0])).toEqual([
      '1',
      '2',
      '3',
      '4',
      '5',
      '6',
    ]);
  });

  it('orders answered tickets by the last contact, not by age', () => {
    const firstRespondedAt = '2026-11-20T09:00:00.000Z';
    const tickets = [
      ticket({ subject: 'eilen', firstRespondedAt, lastContactAt: '2026-11-21T09:00:00.000Z' }),
      ticket({ subject: 'ensin', firstRespondedAt, lastContactAt: '2026-11-20T09:00:00.000Z' }),
    ];
    expect(subjects(tickets, { sort: 'next' })).toEqual(['ensin', 'eilen']);
  });

  it('sorts subjects the Finnish way', () => {
    const tickets = ['Ör', 'Zebra', 'Äiti', 'åbo', 'Vw 10', 'Vw 9', 'aita'].map((subject) =>
      ticket({ subject }),
    );
    expect(subjects(tickets, { sort: 'subject' })).toEqual([
      'aita',
      'Vw 9',
      'Vw 10',
      'Zebra',
      'åbo',
      'Äiti',
      'Ör',
    ]);
  });

  it('sorts by activity, age and number', () => {
    const a = ticket({
      subject: 'a',
      createdAt: '2026-11-01T00:00:00.000Z',
      lastActivityAt: '2026-11-02T00:00:00.000Z',
    });
    const b = ticket({
      subject: 'b',
      createdAt: '2026-10-01T00:00:00.000Z',
      lastActivityAt: '2026-11-03T00:00:00.000Z',
    });
    expect(subjects([a, b], { sort: 'activity' })).toEqual(['b', 'a']);
    expect(subjects([a, b], { sort: 'oldest' })).toEqual(['b', 'a']);
    expect(subjects([b, a], { sort: 'number' })).toEqual(['a', 'b']);
  });

  it('gives the same order whatever order the tickets come in, and leaves the given array alone', () => {
    const tickets = Array.from({ length: 30 }, (_, index) =>
      ticket({ priority: index % 2 ? 'high' : 'low' }),
    );
    const given = [...tickets];
    for (const sort of ['next', 'activity', 'oldest', 'number', 'subject'] as const) {
      const ids = (list: Ticket[]) => select(list, { sort }).map(({ _id }) => _id);
      expect(ids(tickets.toReversed())).toEqual(ids(tickets));
    }
    expect(tickets).toEqual(given);
  });
});

describe('lists that are kept up while tickets come, change and go', () => {
  const statuses = Object.keys(categories);
  const queries: Partial<TicketQuery>[] = [
    ...ticketSorts.map((sort) => ({ view: 'all' as const, sort })),
    ...ticketViews.map((view) => ({ view })),
    { view: 'all', text: 'rakennus', priorities: ['high'] },
  ];

  it.each(queries)('are what they are when made anew: %j', (given) => {
    const query = { ...plainQuery, ...given };
    const random = seededRandom(20);
    const pick = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
    const table = followedTable();
    const read = createHeaderList<Ticket>(table, 'ticket');
    const [list, count] = [ticketSelector(query, around, nameOf), ticketCounter(around)];
    for (let step = 0; step < 120; step += 1) {
      for (let change = pick([1, 1, 2, 30]); change > 0; change -= 1) {
        const _id = `ticket:${pick([...Array(200).keys()])}`;
        if (random() < 0.1) table.remove(_id);
        else
          table.put({
            ...ticket({
              subject: pick(['Äänet 9', 'Äänet 10', 'aita', `Uusi ${step}`]),
              status: pick(statuses),
              priority: pick(['high', 'medium', 'low']),
              assignee: pick(['', 'liisa', 'matti']),
              group: pick(['', 'group:support']),
              customerId: pick(['', 'customer:1']),
              createdAt: `2026-11-${pick(['01', '09', '20'])}T08:00:00.000Z`,
              firstRespondedAt: pick([null, '2026-11-20T09:00:00.000Z']),
              archived: random() < 0.1,
            }),
            _id,
          });
      }
      table.tell();
      const tickets = read();
      const anew = ticketSelector(query, around, nameOf)([...tickets]);
      expect(list(tickets).map(({ _id }) => _id)).toEqual(anew.map(({ _id }) => _id));
      expect(list(tickets)).toEqual(anew);
      expect(count(tickets)).toEqual(ticketCounter(around)([...tickets]));
    }
  });
});

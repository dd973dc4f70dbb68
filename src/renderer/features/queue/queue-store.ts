import { create } from 'zustand';
import { plainQuery } from '@renderer/data/queries/ticket-query';
import type { TicketQuery } from '@renderer/data/queries/ticket-query';

/** The filters that are lists of values. */
export type ListFilter = 'categories' | 'statuses' | 'assignees' | 'groups' | 'priorities' | 'types';

interface QueueState {
  query: TicketQuery;
  /** The row the keys are on; where columns are steps it is not yet opened. */
  cursor: string;
  setQuery(values: Partial<TicketQuery>): void;
  /** Adds the value to the filter, or takes it away when it is there. */
  toggle(filter: ListFilter, value: string): void;
  clearFilters(): void;
  setCursor(id: string): void;
}

/** What the queue shows; kept while one visits other screens. */
export const useQueueStore = create<QueueState>()((set) => ({
  query: { ...plainQuery, view: 'open' },
  cursor: '',
  setQuery: (values) => set(({ query }) => ({ query: { ...query, ...values } })),
  toggle: (filter, value) =>
    set(({ query }) => {
      const now: readonly string[] = query[filter];
      const next = now.includes(value) ? now.filter((item) => item !== value) : [...now, value];
      return { query: { ...query, [filter]: next } };
    }),
  clearFilters: () => set(({ query }) => ({ query: { ...plainQuery, view: query.view, sort: query.sort } })),
  setCursor: (cursor) => set({ cursor }),
}));

/** Whether anything narrows the view. */
export function isFiltered(query: TicketQuery): boolean {
  return (
    query.text.trim() !== '' ||
    [query.categories, query.statuses, query.assignees, query.groups, query.priorities, query.types].some(
      (values) => values.length > 0,
    )
  );
}

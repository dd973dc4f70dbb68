import { create } from 'zustand';
import type { CallFilter } from './filter-calls';
import { everyCall } from './filter-calls';

interface ListState {
  filter: CallFilter;
  set(values: Partial<CallFilter>): void;
  clear(): void;
}

/** The filters of the list of calls; they stay while one looks at another screen. */
export const useListStore = create<ListState>()((set) => ({
  filter: everyCall,
  set: (values) => set(({ filter }) => ({ filter: { ...filter, ...values } })),
  clear: () => set({ filter: everyCall }),
}));

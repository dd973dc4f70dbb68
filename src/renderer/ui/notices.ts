import { create } from 'zustand';

/** Something the person should know or can undo; shown in a bar at the bottom, never over what they type in. */
export interface Notice {
  id: number;
  kind: 'info' | 'error';
  text: string;
  /** `undoes`: takes back what was just done, also by its key. */
  action?: { label: string; undoes?: boolean; run: () => void };
}

interface Notices {
  notices: readonly Notice[];
  show(notice: Omit<Notice, 'id'>): void;
  dismiss(...ids: number[]): void;
}

/** What can be undone is not pushed away by what is merely told: one bar shows the newest of it, and counts the rest. */
const MOST_TOLD = 3;
const MOST_UNDOS = 50;

let nextId = 1;

export const useNotices = create<Notices>()((set) => ({
  notices: [],
  show(notice) {
    const id = nextId;
    nextId += 1;
    set(({ notices }) => {
      const [undos, told] = [notices.filter(canUndo), notices.filter((each) => !canUndo(each))];
      (notice.action?.undoes ? undos : told).push({ ...notice, id });
      return { notices: [...told.slice(-MOST_TOLD), ...undos.slice(-MOST_UNDOS)] };
    });
  },
  dismiss(...ids) {
    set(({ notices }) => ({ notices: notices.filter((notice) => !ids.includes(notice.id)) }));
  },
}));

export function canUndo({ action }: Notice): boolean {
  return action?.undoes === true;
}

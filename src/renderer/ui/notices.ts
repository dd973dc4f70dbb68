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
  notices: Notice[];
  show(notice: Omit<Notice, 'id'>): void;
  dismiss(id: number): void;
}

let nextId = 1;

export const useNotices = create<Notices>()((set) => ({
  notices: [],
  show(notice) {
    const id = nextId;
    nextId += 1;
    // Three at most: the newest matters.
    set(({ notices }) => ({ notices: [...notices.slice(-2), { ...notice, id }] }));
  },
  dismiss(id) {
    set(({ notices }) => ({ notices: notices.filter((notice) => notice.id !== id) }));
  },
}));

import { create } from 'zustand';

/** Whether the panel of the connection is open: the bar that explains a problem opens it, too. */
export const usePanel = create<{ opened: boolean; setOpened(opened: boolean): void }>()((set) => ({
  opened: false,
  setOpened: (opened) => set({ opened }),
}));

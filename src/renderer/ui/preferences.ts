import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '@shared/i18n/catalogues';

/** How this person likes this machine; not team data, never synced. */
interface Preferences {
  language: Language;
  theme: 'light' | 'dark' | 'auto';
  /** Single-letter shortcuts (j, k, n …); they bother people who use speech input. */
  singleKeys: boolean;
  comfortableRows: boolean;
  set(values: Partial<Pick<Preferences, 'language' | 'theme' | 'singleKeys' | 'comfortableRows'>>): void;
}

export const usePreferences = create<Preferences>()(
  persist(
    (set) => ({
      language: navigator.language.startsWith('fi') ? 'fi' : 'en',
      theme: 'auto',
      singleKeys: true,
      comfortableRows: false,
      set: (values) => set(values),
    }),
    { name: 'luuri.preferences', version: 1 },
  ),
);

import { useSyncExternalStore } from 'react';
import i18next from 'i18next';
import type { Language } from '@shared/i18n/catalogues';

/** The interface's language now. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, languageNow);
}

function subscribe(onChange: () => void): () => void {
  i18next.on('languageChanged', onChange);
  return () => i18next.off('languageChanged', onChange);
}

function languageNow(): Language {
  return i18next.language === 'en' ? 'en' : 'fi';
}

/** A text of the team's settings in this language, or in the other when it is empty. */
export function localized(text: Readonly<Record<Language, string>> | undefined, language: Language): string {
  if (!text) return '';
  return text[language] || text.fi || text.en;
}

import { useTranslation } from 'react-i18next';
import type { Language } from '@shared/i18n/catalogues';

/** The interface's language now. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'fi';
}

/** A text of the team's settings in this language, or in the other when it is empty. */
export function localized(text: Readonly<Record<Language, string>> | undefined, language: Language): string {
  if (!text) return '';
  return text[language] || text.fi || text.en;
}

import { shell as english } from '@shared/i18n/en/shell';
import { shell as finnish } from '@shared/i18n/fi/shell';

export type Language = 'fi' | 'en';
export type ShellText = typeof finnish;

/** The shell's texts in a language. Main needs no i18n library for forty words. */
export function shellText(language: Language): ShellText {
  return language === 'fi' ? finnish : english;
}

/** Finnish for a Finnish (or Swedish-speaking Finland's) system, English elsewhere: until the person chooses. */
export function languageFor(locale: string): Language {
  return /^fi\b/i.test(locale) || /-FI$/i.test(locale) ? 'fi' : 'en';
}

/** Puts values into `{{name}}` places. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (place, name: string) => values[name] ?? place);
}

import type { Language } from './catalogues';

const units: Record<Language, readonly string[]> = { fi: ['t', 'kt', 'Mt'], en: ['B', 'kB', 'MB'] };
const locales: Record<Language, string> = { fi: 'fi-FI', en: 'en-GB' };

/** `340 t`, `12 kt`, `3,4 Mt` in Finnish, `3.4 MB` in English; with a non-breaking space. 1 Mt is 1 000 000 bytes. */
export function formatSize(bytes: number, language: Language): string {
  const power = bytes < 1_000 ? 0 : bytes < 999_500 ? 1 : 2;
  const amount = bytes / 1_000 ** power;
  const maximumFractionDigits = power === 2 && amount < 10 ? 1 : 0;
  const said = new Intl.NumberFormat(locales[language], { maximumFractionDigits }).format(amount);
  return `${said}\u00a0${units[language][power]}`;
}

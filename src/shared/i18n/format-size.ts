import type { Language } from './catalogues';

const units: Record<Language, readonly string[]> = { fi: ['t', 'kt', 'Mt'], en: ['B', 'kB', 'MB'] };
const locales: Record<Language, string> = { fi: 'fi-FI', en: 'en-GB' };

/** `340 t`, `12 kt`, `3,4 Mt` in Finnish, `3.4 MB` in English; with a non-breaking space. */
export function formatSize(bytes: number, language: Language): string {
  const power = bytes < 1_024 ? 0 : bytes < 1_024 * 1_024 - 512 ? 1 : 2;
  const amount = bytes / 1_024 ** power;
  const maximumFractionDigits = power === 2 && amount < 10 ? 1 : 0;
  const said = new Intl.NumberFormat(locales[language], { maximumFractionDigits }).format(amount);
  return `${said}\u00a0${units[language][power]}`;
}

import { catalogues } from '@shared/i18n/catalogues';

/** The texts of the interface in Finnish, which tests read instead of copying them. */
export const fi = catalogues.fi;

/** A text with its variables filled in: `fill(fi.sync.unsent, { count: 3 })`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''));
}

/** A pattern that the text matches whatever its variables are. */
export function likeText(text: string): RegExp {
  return new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  );
}

import { catalogues } from '@shared/i18n/catalogues';

/** The texts of the interface in Finnish, which tests read instead of copying them. */
export const fi = catalogues.fi;

/** A pattern that the text matches whatever its variables are. */
export function likeText(text: string): RegExp {
  return new RegExp(
    text
      .split(/\{\{\w+\}\}/)
      .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('.+'),
  );
}

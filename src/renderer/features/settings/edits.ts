import { sameJson } from '@shared/lib/canonical-json';

/** The touched fields in a kept draft that still differ from what is stored. Broken drafts are no edits. */
export function readEdits<T extends object>(text: string, saved: T): Partial<T> {
  const kept = parse(text);
  const entries = Object.entries(kept).filter(
    ([field, value]) =>
      Object.hasOwn(saved, field) && !sameJson(value, (saved as Record<string, unknown>)[field] ?? null),
  );
  return Object.fromEntries(entries) as Partial<T>;
}

function parse(text: string): object {
  try {
    const value: unknown = JSON.parse(text || '{}');
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}

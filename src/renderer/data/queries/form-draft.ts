import type { MadeOf } from '../command-runner';
import { useDraft } from './draft';

export interface FormDraft<Form> {
  values: Form;
  set(changed: Partial<Form>): void;
  /** It has become a record, or was thrown away. */
  clear(): void;
  /** For the command that makes the record: a crash leaves the record or the form, never both. */
  madeOf: MadeOf;
}

/** A small form of texts, kept as a draft with every key: it survives leaving the screen, a reload and a crash. */
export function useFormDraft<Form extends Record<string, string>>(
  key: string,
  initial: Form,
): FormDraft<Form> {
  const draft = useDraft(key);
  const values = { ...initial, ...readFields(draft.text, Object.keys(initial)) };
  return {
    values,
    set: (changed) => draft.setText(JSON.stringify({ ...values, ...changed })),
    clear: draft.clear,
    madeOf: { key, text: draft.text },
  };
}

/** The fields that a kept form has; none where it cannot be read. */
export function readFields(text: string, names: readonly string[]): Record<string, string> {
  try {
    const kept: unknown = JSON.parse(text);
    if (typeof kept !== 'object' || kept === null) return {};
    const fields = new Map(Object.entries(kept));
    return Object.fromEntries(
      names.flatMap((name): [string, string][] => {
        const value: unknown = fields.get(name);
        return typeof value === 'string' ? [[name, value]] : [];
      }),
    );
  } catch {
    return {};
  }
}

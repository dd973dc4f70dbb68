import type { KeyboardEvent } from 'react';
import { useRef, useState } from 'react';
import { TextInput, Textarea } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { useDraft } from '@renderer/data/queries/draft';
import { useTranslation } from '@renderer/ui/use-translation';

interface SavedTextProps {
  label: string;
  value: string;
  /** Resolves to whether it was saved; until then the text stays as typed. */
  onSave: (text: string) => Promise<boolean>;
  /** Where unsaved typing is kept, such as `customer:01J…/environment`. */
  draftKey: string;
  multiline?: boolean;
  minRows?: number;
  placeholder?: string;
  readOnly?: boolean;
  /** An empty text is not saved; the old one comes back. */
  required?: boolean;
  /** Shows the label as placeholder only: for rows of many small fields. */
  compact?: boolean;
}

/**
 * A text of a record, edited in place: saved on leaving the field, on Enter (Ctrl+Enter in long texts); Esc takes
 * the old text back. A change by somebody else never touches what is being typed; it is said below the field.
 */
export function SavedText(props: SavedTextProps) {
  const { t } = useTranslation('common');
  const draft = useDraft(props.draftKey);
  /** Which text is being typed, and the value that was there when typing began. */
  const [typing, setTyping] = useState<{ key: string; base: string } | null>(null);
  const saving = useRef<string | null>(null);
  const base = typing?.key === props.draftKey ? typing.base : null;
  const isRecovered = base === null && draft.ready && draft.text !== '' && draft.text !== props.value;
  const isTyping = base !== null || isRecovered;
  const changedMeanwhile = base !== null && base !== props.value;

  function type(text: string): void {
    if (base === null) setTyping({ key: props.draftKey, base: props.value });
    draft.setText(text);
  }
  function stop(): void {
    setTyping(null);
    draft.clear();
  }
  async function save(): Promise<void> {
    if (!isTyping) return;
    const { text } = draft;
    if (text === props.value || (props.required === true && text.trim() === '')) return stop();
    // Enter, and then the field left before the text is stored: one change, not two.
    if (saving.current === text) return;
    saving.current = text;
    const isSaved = await props.onSave(text);
    saving.current = null;
    if (!isSaved) return;
    const key = props.draftKey;
    const left = draft.clearSaved(text) ? null : { key, base: text };
    setTyping((current) => (current === null || current.key === key ? left : current));
  }
  function onKeyDown(event: KeyboardEvent): void {
    const saves = event.key === 'Enter' && (props.multiline !== true || event.ctrlKey || event.metaKey);
    if (saves) {
      event.preventDefault();
      drop(save());
    } else if (event.key === 'Escape' && isTyping) {
      event.stopPropagation();
      stop();
    }
  }

  const field = {
    label: props.compact ? undefined : props.label,
    'aria-label': props.compact ? props.label : undefined,
    value: isTyping ? draft.text : props.value,
    readOnly: props.readOnly ?? false,
    placeholder: props.placeholder ?? (props.compact ? props.label : ''),
    description: changedMeanwhile ? t('changedMeanwhile', { value: props.value.slice(0, 200) }) : undefined,
    inputWrapperOrder: ['label' as const, 'input' as const, 'description' as const, 'error' as const],
    onBlur: () => drop(save()),
    onKeyDown,
    onChange: (event: { currentTarget: { value: string } }) => type(event.currentTarget.value),
    dir: 'auto' as const,
  };
  return props.multiline ? (
    <Textarea {...field} minRows={props.minRows ?? 3} maxRows={16} />
  ) : (
    <TextInput {...field} />
  );
}

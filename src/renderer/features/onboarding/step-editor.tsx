import { ActionIcon, Checkbox, TextInput, Textarea } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react';
import type { StepDefinition } from '@shared/domain/onboarding/checklist';
import type { LocalizedText } from '@shared/domain/team/team';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './templates.module.css';

interface StepEditorProps {
  step: StepDefinition;
  /** From 1. */
  number: number;
  isLast: boolean;
  readOnly: boolean;
  onChange: (step: StepDefinition) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** The texts of one step in both languages. */
export function StepEditor({ step, number, isLast, readOnly, onChange, onMove, onRemove }: StepEditorProps) {
  const { t } = useTranslation('onboarding');
  const pair = (
    label: string,
    text: LocalizedText,
    write: (text: LocalizedText) => void,
    multiline = false,
  ) => {
    const Field = multiline ? Textarea : TextInput;
    return (
      <div className={classes.pair}>
        {(['fi', 'en'] as const).map((language) => (
          <Field
            key={language}
            label={`${label} ${language === 'fi' ? t('inFinnish') : t('inEnglish')}`}
            value={text[language]}
            readOnly={readOnly}
            onChange={(event: { currentTarget: { value: string } }) =>
              write({ ...text, [language]: event.currentTarget.value })
            }
          />
        ))}
      </div>
    );
  };
  const blank = { fi: '', en: '' };
  return (
    <fieldset className={classes.stepEditor}>
      <legend className={classes.muted}>{t('stepNumber', { number })}</legend>
      {pair(t('stepTitle'), step.title, (title) => onChange({ ...step, title }))}
      {pair(t('guide'), step.guide, (guide) => onChange({ ...step, guide }), true)}
      {pair(t('section'), step.section, (section) => onChange({ ...step, section }))}
      {pair(t('asks'), step.asks ?? blank, (asks) =>
        onChange({ ...step, asks: asks.fi || asks.en ? asks : null }),
      )}
      <div className={classes.editorBar}>
        <Checkbox
          size="xs"
          label={t('required')}
          checked={step.required}
          disabled={readOnly}
          onChange={(event) => onChange({ ...step, required: event.currentTarget.checked })}
        />
        <span className={classes.grow} />
        {readOnly ? null : (
          <>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={number === 1}
              aria-label={t('moveUp', { number })}
              onClick={() => onMove(-1)}
            >
              <IconArrowUp size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={isLast}
              aria-label={t('moveDown', { number })}
              onClick={() => onMove(1)}
            >
              <IconArrowDown size={16} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('removeStep', { number })}
              onClick={onRemove}
            >
              <IconTrash size={16} />
            </ActionIcon>
          </>
        )}
      </div>
    </fieldset>
  );
}

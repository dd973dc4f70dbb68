import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { StepDefinition, Template } from '@shared/domain/onboarding/checklist';
import { saveTemplate } from '@shared/domain/onboarding/checklist-commands';
import { drop } from '@shared/lib/drop';
import { RecordConflicts } from '@renderer/components/conflict/record-conflicts';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useSingleAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import { StepEditor } from './step-editor';
import { emptyStep, moveStep, readTemplateDraft } from './template-draft';
import type { TemplateDraft } from './template-draft';
import classes from './templates.module.css';

interface TemplateEditorProps {
  /** Undefined for a new one. */
  template: Template | undefined;
  readOnly: boolean;
  onCreated: (id: string) => void;
}

/** Edits a checklist as a whole: what is typed is kept on this machine until it is saved as the next version. */
export function TemplateEditor({ template, readOnly, onCreated }: TemplateEditorProps) {
  const { t } = useTranslation('onboarding');
  const run = useRun();
  const act = useSingleAct();
  const draft = useDraft(`${template?._id ?? 'template:new'}/edit`);
  const saved: TemplateDraft = template ?? { name: { fi: '', en: '' }, steps: [emptyStep([])] };
  const edited = readTemplateDraft(draft.text);
  const { name, steps } = edited ?? saved;
  const change = (values: Partial<TemplateDraft>) =>
    draft.setText(JSON.stringify({ name, steps, ...values }));
  const setStep = (index: number, step: StepDefinition) => change({ steps: steps.with(index, step) });

  async function save(): Promise<void> {
    let id = '';
    const { text } = draft;
    const worked = await act(async () => {
      ({ id } = await run(saveTemplate, { id: template?._id ?? '', name, steps }));
    });
    if (!worked) return;
    draft.clearSaved(text);
    if (!template) onCreated(id);
  }
  const isComplete =
    (name.fi || name.en) !== '' && steps.length > 0 && steps.every((step) => step.title.fi || step.title.en);
  return (
    <div className={classes.editor}>
      <div className={classes.pair}>
        <TextInput
          label={`${t('templateName')} ${t('inFinnish')}`}
          value={name.fi}
          readOnly={readOnly}
          onChange={(event) => change({ name: { ...name, fi: event.currentTarget.value } })}
        />
        <TextInput
          label={`${t('templateName')} ${t('inEnglish')}`}
          value={name.en}
          readOnly={readOnly}
          onChange={(event) => change({ name: { ...name, en: event.currentTarget.value } })}
        />
      </div>
      {template ? <RecordConflicts id={template._id} /> : null}
      <p className={classes.muted}>{t('templateNote')}</p>
      {steps.map((step, index) => (
        <StepEditor
          key={step.id}
          step={step}
          number={index + 1}
          isLast={index === steps.length - 1}
          readOnly={readOnly}
          onChange={(next) => setStep(index, next)}
          onMove={(by) => change({ steps: moveStep(steps, index, by) })}
          onRemove={() => change({ steps: steps.toSpliced(index, 1) })}
        />
      ))}
      {readOnly ? null : (
        <div className={classes.editorBar}>
          <Button
            variant="default"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => change({ steps: [...steps, emptyStep(steps)] })}
          >
            {t('addStep')}
          </Button>
          <span className={classes.grow} />
          {edited ? <span className={classes.muted}>{t('unsaved')}</span> : null}
          {edited ? (
            <Button variant="subtle" color="gray" onClick={draft.clear}>
              {t('discard')}
            </Button>
          ) : null}
          <Button disabled={!edited || !isComplete} onClick={() => drop(save())}>
            {t('saveVersion', { version: (template?.version ?? 0) + 1 })}
          </Button>
        </div>
      )}
    </div>
  );
}

import type { KeyboardEvent } from 'react';
import { useEffect, useRef } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { formatMoment } from '@shared/i18n/format';
import type { RecordFile } from '@shared/domain/files/record-files';
import { setStep } from '@shared/domain/onboarding/checklist-commands';
import type { Run, StepDefinition, StepState } from '@shared/domain/onboarding/checklist';
import { stepResult, stepStates } from '@shared/domain/onboarding/checklist';
import { drop } from '@shared/lib/drop';
import { FileList } from '@renderer/components/files/file-list';
import { useFileTarget } from '@renderer/components/files/use-file-target';
import { SavedText } from '@renderer/components/saved-text';
import { usePersonName } from '@renderer/data/queries/people';
import { useRun } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useAct } from '@renderer/components/use-act';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './run.module.css';

/** Number keys on a focused step, in the order of the control. */
const keyStates: Record<string, StepState> = {
  '0': 'notStarted',
  '1': 'done',
  '2': 'notApplicable',
  '3': 'blocked',
  '4': 'failed',
};

function needsReasonIn(state: StepState): boolean {
  return state === 'blocked' || state === 'failed' || state === 'notApplicable';
}

function focusReason(card: HTMLElement | null): void {
  card?.querySelector<HTMLInputElement>('[data-reason] input')?.focus();
}

/** One step: what to say, how it went, and what was learned. */
export function StepCard({
  run,
  step,
  files,
  readOnly,
}: {
  run: Run;
  step: StepDefinition;
  files: readonly RecordFile[];
  readOnly: boolean;
}) {
  const { t } = useTranslation(['onboarding', 'files']);
  const language = useLanguage();
  const execute = useRun();
  const act = useAct();
  const { newTicket, open } = useAppActions();
  const result = stepResult(run, step.id);
  const by = usePersonName(result.by ?? '');
  const title = localized(step.title, language);
  const { targetProps, add, adding } = useFileTarget({
    about: run._id,
    stepId: step.id,
    canWrite: !readOnly,
  });
  const save = (values: {
    state?: StepState;
    reason?: string;
    waitingOn?: string;
    note?: string;
    value?: string;
    ticketId?: string;
  }) => act(() => execute(setStep, { runId: run._id, stepId: step.id, values }));
  const text = (field: 'reason' | 'waitingOn' | 'note' | 'value') => ({
    value: result[field] ?? '',
    draftKey: `${run._id}/${step.id}/${field}`,
    readOnly,
    compact: true,
    onSave: (value: string) => save({ [field]: value }),
  });

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    if (event.target !== event.currentTarget) {
      // Out of a field and back to the step, where the keys go on; the field is saved on leaving.
      const isField = event.target instanceof HTMLInputElement && event.target.type !== 'radio';
      if (isField && (event.key === 'Escape' || event.key === 'Enter')) {
        event.preventDefault();
        event.stopPropagation();
        event.currentTarget.focus();
      }
      return;
    }
    const state = Object.hasOwn(keyStates, event.key) ? keyStates[event.key] : undefined;
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (readOnly || !state || !plain) return;
    event.preventDefault();
    if (state === result.state) return focusReason(event.currentTarget);
    asksReason.current = needsReasonIn(state);
    drop(save({ state }));
  }
  function makeTicket(): void {
    newTicket(
      {
        subject: t('failedSubject', { step: title }),
        description: [result.reason, result.note].filter(Boolean).join('\n\n'),
        customerId: run.customerId,
        contactId: run.contactId,
        runId: run._id,
      },
      (ticketId) => drop(save({ ticketId })),
    );
  }
  const { ticketId = '' } = result;
  const needsReason = needsReasonIn(result.state);
  const card = useRef<HTMLElement>(null);
  // A state chosen by its key asks for the reason next.
  const asksReason = useRef(false);
  useEffect(() => {
    if (!needsReason || !asksReason.current) return;
    asksReason.current = false;
    focusReason(card.current);
  }, [needsReason, result.state]);
  return (
    <article
      ref={card}
      className={classes.step}
      data-step={step.id}
      data-state={result.state}
      tabIndex={0}
      aria-label={`${title}: ${t(`states.${result.state}`)}`}
      onKeyDown={onKeyDown}
      {...targetProps}
    >
      <div className={classes.stepHead}>
        <div className={classes.stepText}>
          <h3 className={classes.stepTitle}>
            {title}
            {step.required ? null : <span className={classes.muted}> ({t('optionalStep')})</span>}
          </h3>
          <p className={classes.guide}>{localized(step.guide, language)}</p>
        </div>
        <SegmentedControl
          size="xs"
          className={classes.stateControl ?? ''}
          aria-label={t('stateOf', { step: title })}
          value={result.state}
          disabled={readOnly}
          onChange={(state) => drop(save({ state: state as StepState }))}
          data={stepStates.map((state) => ({ value: state, label: t(`states.${state}`) }))}
        />
      </div>
      <div className={classes.stepFields}>
        {needsReason ? (
          <div data-reason>
            <SavedText {...text('reason')} label={t('reason')} />
          </div>
        ) : null}
        {result.state === 'blocked' ? <SavedText {...text('waitingOn')} label={t('waitingOn')} /> : null}
        {step.asks ? <SavedText {...text('value')} label={localized(step.asks, language)} /> : null}
        <SavedText {...text('note')} label={t('note')} />
      </div>
      <FileList
        files={files}
        canWrite={!readOnly}
        add={add}
        adding={adding}
        label={t('files:ofStep', { step: title })}
        compact
      />
      <div className={classes.stepFoot}>
        {ticketId ? (
          <Button variant="light" size="compact-xs" onClick={() => open(ticketId)}>
            {t('openTicket')}
          </Button>
        ) : null}
        {!ticketId && !readOnly && (result.state === 'failed' || result.state === 'blocked') ? (
          <Button variant="light" size="compact-xs" onClick={makeTicket}>
            {t('makeTicket')}
          </Button>
        ) : null}
        {result.by && result.at ? (
          <span className={classes.muted}>
            {t('judgedBy', { name: by, time: formatMoment(result.at, language) })}
          </span>
        ) : null}
      </div>
    </article>
  );
}

import { useRef } from 'react';
import type { Run, StepDefinition } from '@shared/domain/onboarding/checklist';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useRecordFiles } from '@renderer/data/queries/files';
import { useShortcut } from '@renderer/ui/keys/use-shortcut';
import { useTranslation } from '@renderer/ui/use-translation';
import { StepCard } from './step-card';
import classes from './run.module.css';

/** The steps by section; J and K move between them. */
export function StepList({ run, readOnly }: { run: Run; readOnly: boolean }) {
  const { t } = useTranslation('onboarding');
  const language = useLanguage();
  const list = useRef<HTMLDivElement>(null);
  const files = useRecordFiles(run._id);

  function move(by: number): void {
    const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-step]') ?? [])];
    const now = cards.findIndex((card) => card.contains(document.activeElement));
    const next = cards[now < 0 ? 0 : Math.max(0, Math.min(cards.length - 1, now + by))];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
  }
  useShortcut('down', () => move(1));
  useShortcut('up', () => move(-1));

  return (
    <div ref={list}>
      {readOnly ? null : <p className={classes.muted}>{t('keysHint')}</p>}
      {sectionsOf(run.definition, (step) => localized(step.section, language)).map(({ title, steps }) => (
        <section key={title} className={classes.section} aria-label={title}>
          <h2 className={classes.groupTitle}>{title}</h2>
          {steps.map((step) => (
            <StepCard
              key={step.id}
              run={run}
              step={step}
              files={files.filter(({ stepId }) => stepId === step.id)}
              readOnly={readOnly}
            />
          ))}
        </section>
      ))}
    </div>
  );
}

/** Neighbouring steps of one section together, in the template's order. */
function sectionsOf(
  steps: readonly StepDefinition[],
  titleOf: (step: StepDefinition) => string,
): { title: string; steps: StepDefinition[] }[] {
  const sections: { title: string; steps: StepDefinition[] }[] = [];
  for (const step of steps) {
    const title = titleOf(step);
    const last = sections.at(-1);
    if (last?.title === title) last.steps.push(step);
    else sections.push({ title, steps: [step] });
  }
  return sections;
}

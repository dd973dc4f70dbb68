import { z } from 'zod';
import type { StepDefinition } from '@shared/domain/onboarding/checklist';
import { stepDefinition } from '@shared/domain/onboarding/checklist';
import { localizedText } from '@shared/domain/team/team';

const templateDraft = z.object({ name: localizedText, steps: z.array(stepDefinition) });
export type TemplateDraft = z.infer<typeof templateDraft>;

/** A kept draft, or null when there is none that can be read. */
export function readTemplateDraft(text: string): TemplateDraft | null {
  if (text === '') return null;
  try {
    return templateDraft.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** A new step in the section of the last one, under an id that no other step has. */
export function emptyStep(steps: readonly StepDefinition[]): StepDefinition {
  const taken = new Set(steps.map((step) => step.id));
  let number = steps.length + 1;
  while (taken.has(`step-${number}`)) number += 1;
  const blank = { fi: '', en: '' };
  const section = steps.at(-1)?.section ?? blank;
  return { id: `step-${number}`, section, title: blank, guide: blank, required: true, asks: null };
}

/** The steps with one moved up (-1) or down (1). */
export function moveStep(steps: readonly StepDefinition[], index: number, by: -1 | 1): StepDefinition[] {
  const step = steps[index];
  const other = steps[index + by];
  if (!step || !other) return [...steps];
  return steps.with(index, other).with(index + by, step);
}

import { z } from 'zod';
import type { HeaderDocument } from '../record/documents';
import { localizedText } from '../team/team';
import type { LocalizedText } from '../team/team';

export const stepDefinition = z.object({
  /** No dots: it is part of a register path. */
  id: z.string().regex(/^[A-Za-z0-9_-]{1,40}$/),
  section: localizedText,
  title: localizedText,
  /** What to say or look for. */
  guide: localizedText,
  required: z.boolean(),
  /** What the step asks for, if anything: the label of a text field. */
  asks: localizedText.nullable(),
});
export type StepDefinition = z.infer<typeof stepDefinition>;

/** A list of steps to go through with a customer. */
export interface Template extends HeaderDocument {
  type: 'template';
  name: LocalizedText;
  steps: StepDefinition[];
  /** Grows with each saved change; runs keep the steps they started with. */
  version: number;
}

export const stepStates = ['notStarted', 'done', 'notApplicable', 'blocked', 'failed'] as const;
export type StepState = (typeof stepStates)[number];

export interface StepResult {
  state?: StepState;
  /** Why not applicable, blocked or failed. */
  reason?: string;
  waitingOn?: string;
  ticketId?: string;
  note?: string;
  value?: string;
  by?: string;
  at?: string;
}

export const runOutcomes = [
  'succeeded',
  'succeededWithOpenIssues',
  'failed',
  'unreachable',
  'notNeeded',
] as const;
export type RunOutcome = (typeof runOutcomes)[number];

/** One customer's way through a template. */
export interface Run extends HeaderDocument {
  type: 'run';
  templateId: string;
  title: LocalizedText;
  /** The template's steps as they were at the start. */
  definition: StepDefinition[];
  customerId: string;
  contactId: string;
  owner: string;
  /** When the first call is due, ISO or empty. */
  dueAt: string;
  /** Agreed next call, ISO or empty. */
  nextCallAt: string;
  credentialsSentAt: string;
  steps: Record<string, StepResult>;
  notes: string;
  /** Empty while it goes on. */
  outcome: RunOutcome | '';
  finishedAt: string;
  /** The customer's own words of confirmation. */
  customerConfirmation: string;
}

/** A step's result, with the state every untouched step has. */
export function stepResult(run: Run, stepId: string): StepResult & { state: StepState } {
  const result = Object.hasOwn(run.steps, stepId) ? run.steps[stepId] : undefined;
  return { ...result, state: result?.state ?? 'notStarted' };
}

/** Counts of a run's steps; `settled` are done or not applicable. */
export function runProgress(run: Run): {
  total: number;
  settled: number;
  blocked: number;
  failed: number;
  requiredLeft: number;
} {
  const progress = { total: run.definition.length, settled: 0, blocked: 0, failed: 0, requiredLeft: 0 };
  for (const step of run.definition) {
    const { state } = stepResult(run, step.id);
    const settled = state === 'done' || state === 'notApplicable';
    if (settled) progress.settled += 1;
    if (state === 'blocked') progress.blocked += 1;
    if (state === 'failed') progress.failed += 1;
    if (step.required && !settled) progress.requiredLeft += 1;
  }
  return progress;
}

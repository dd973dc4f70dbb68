import { finishRun, setStep, startRun } from '../onboarding/checklist-commands';
import { runOutcomes } from '../onboarding/checklist';
import type { Stage } from './schedule';
import type { RunScript } from './script';

export function scheduleRun(stage: Stage, script: RunScript): void {
  const { world } = stage;
  const started = stage.moment(script.started);
  stage.at(started, () => {
    const { id } = world.act(stage.device(script.by), started, startRun, {
      templateId: `template:${script.template}`,
      customerId: stage.id(script.customer),
      contactId: stage.id(script.contact),
      owner: stage.user(script.owner),
      dueAt: stage.iso(script.due),
      credentialsSentAt: script.credentialsSent ? stage.iso(script.credentialsSent) : '',
      nextCallAt: script.nextCall ? stage.iso(script.nextCall) : '',
      notes: script.remarks ? stage.text(script.remarks) : '',
    });
    stage.name(script.key, id);
  });
  for (const step of script.steps) {
    const at = stage.moment(step.at);
    stage.at(at, () =>
      world.act(stage.device(step.by), at, setStep, {
        runId: stage.id(script.key),
        stepId: step.id,
        values: {
          state: step.state,
          ...(step.note && { note: stage.text(step.note) }),
          ...(step.value && { value: stage.text(step.value) }),
          ...(step.reason && { reason: stage.text(step.reason) }),
          ...(step.waitingOn && { waitingOn: stage.text(step.waitingOn) }),
          ...(step.ticket && { ticketId: stage.id(step.ticket) }),
        },
      }),
    );
  }
  const { finished } = script;
  if (finished) {
    const at = stage.moment(finished.at);
    const outcome = runOutcomes.find((candidate) => candidate === finished.outcome) ?? 'failed';
    stage.at(at, () =>
      world.act(stage.device(finished.by), at, finishRun, {
        id: stage.id(script.key),
        outcome,
        customerConfirmation: stage.text(finished.words),
      }),
    );
  }
}

import { addEntry, createTicket, editTicket, moveTicket, tagTicket } from '../tickets/ticket-commands';
import { assertNever } from '@shared/lib/assert-never';
import { contacts } from './content/contacts';
import type { Stage } from './schedule';
import type { TicketScript, TicketStep } from './script';

/** The first company of a contact, by script key. */
export function customerOf(contact: string): string {
  return contacts.find((candidate) => candidate.key === contact)?.customers[0] ?? '';
}

export function scheduleTicket(stage: Stage, script: TicketScript): void {
  const { world } = stage;
  const opened = stage.moment(script.opened);
  stage.at(opened, () => {
    const { id } = world.act(stage.device(script.by), opened, createTicket, {
      ticketType: script.kind,
      subject: stage.text(script.about),
      description: stage.text(script.more),
      priority: script.priority,
      channel: script.channel,
      group: `group:${script.group}`,
      assignee: stage.user(script.assignee ?? ''),
      contactId: stage.id(script.contact),
      customerId: stage.id(customerOf(script.contact)),
      tags: (script.tags ?? []).map(stage.text),
      callId: script.call ? stage.id(script.call) : '',
    });
    stage.name(script.key, id);
  });
  for (const step of script.steps) {
    const at = stage.moment(step.at);
    stage.at(at, () => playStep(stage, stage.id(script.key), step, at));
  }
}

function playStep(stage: Stage, id: string, step: TicketStep, at: number): void {
  const { world } = stage;
  const device = stage.device(step.by);
  switch (step.do) {
    case 'note':
    case 'reply':
    case 'customerMessage':
      world.act(device, at, addEntry, { ticketId: id, kind: step.do, body: stage.text(step.text) });
      return;
    case 'move':
      world.act(device, at, moveTicket, { id, status: step.status });
      return;
    case 'edit':
      world.act(device, at, editTicket, { id, values: step.values });
      return;
    case 'assign':
      world.act(device, at, editTicket, { id, values: { assignee: stage.user(step.to) } });
      return;
    case 'tag':
      world.act(device, at, tagTicket, { id, add: [stage.text(step.tag)] });
      return;
    default:
      assertNever(step);
  }
}

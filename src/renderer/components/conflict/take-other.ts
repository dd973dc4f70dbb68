import { editCall } from '@shared/domain/calls/call-commands';
import { editCallback } from '@shared/domain/calls/callback-commands';
import { editContact, editCustomer } from '@shared/domain/customers/customer-commands';
import { editRun, finishRun, saveTemplate, setStep } from '@shared/domain/onboarding/checklist-commands';
import type { Run, Template } from '@shared/domain/onboarding/checklist';
import type { HeaderDocument } from '@shared/domain/record/documents';
import { readSet } from '@shared/domain/record/registers';
import { saveSetting } from '@shared/domain/team/team-commands';
import { editTicket, linkCallToTicket, moveTicket, tagTicket } from '@shared/domain/tickets/ticket-commands';
import type { RunCommand } from '@renderer/data/queries/team-context';

/** Writes something; rejects with a `CommandError`. */
export type Take = (run: RunCommand) => Promise<unknown>;

const SETTINGS = ['group', 'pipeline', 'serviceLevel', 'calendar', 'disposition', 'team'];

/**
 * The command that gives a field a value it had once, or null where no command writes that field.
 * @param path of the register, `to` the value it is to have
 */
export function takeValue(header: HeaderDocument, path: string, to: unknown): Take | null {
  const id = header._id;
  const dot = path.indexOf('.');
  const [field, key] = dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
  const values = { [path]: to };
  switch (header.type) {
    case 'ticket':
      if (field === 'tags')
        return (run) => run(tagTicket, to === true ? { id, add: [key] } : { id, remove: [key] });
      if (path === 'status') return (run) => run(moveTicket, { id, status: String(to) });
      return fits(editTicket.args, { id, values }) ? (run) => run(editTicket, { id, values }) : null;
    case 'call':
      if (field === 'ticketIds')
        return (run) => run(linkCallToTicket, { callId: id, ticketId: key, linked: to === true });
      return fits(editCall.args, { id, values }) ? (run) => run(editCall, { id, values }) : null;
    case 'callback':
      return fits(editCallback.args, { id, values }) ? (run) => run(editCallback, { id, values }) : null;
    case 'customer':
    case 'contact': {
      const command = header.type === 'customer' ? editCustomer : editContact;
      const wanted = key === '' ? values : { [field]: withItem(header, field, key, to === true) };
      return fits(command.args, { id, values: wanted })
        ? (run) =>
            header.type === 'customer'
              ? run(editCustomer, { id, values: wanted })
              : run(editContact, { id, values: wanted })
        : null;
    }
    case 'run':
      return takeInRun(header as Run, path, to);
    case 'template': {
      const { name, steps } = { ...(header as Template), ...values };
      const args = { id, name, steps, ...(path === 'archived' ? { archived: to === true } : {}) };
      return ['name', 'steps', 'archived'].includes(path) && fits(saveTemplate.args, args)
        ? (run) => run(saveTemplate, args)
        : null;
    }
    default: {
      if (!SETTINGS.includes(header.type)) return null;
      if (path === 'archived') return (run) => run(saveSetting, { id, values: {}, archived: to === true });
      const wanted = key === '' ? values : { [field]: withItem(header, field, key, to === true) };
      return (run) => run(saveSetting, { id, values: wanted });
    }
  }
}

function takeInRun(header: Run, path: string, to: unknown): Take | null {
  const id = header._id;
  const [, stepId = '', field = ''] = /^steps\.([^.]+)\.(.+)$/.exec(path) ?? [];
  if (stepId !== '') {
    const args = { runId: id, stepId, values: { [field]: to } };
    return fits(setStep.args, args) ? (run) => run(setStep, args) : null;
  }
  if (path === 'outcome' || path === 'customerConfirmation') {
    const args = { id, outcome: header.outcome, [path]: to };
    return fits(finishRun.args, args) ? (run) => run(finishRun, args) : null;
  }
  const args = { id, values: { [path]: to } };
  return fits(editRun.args, args) ? (run) => run(editRun, args) : null;
}

/**
 * Whether a command takes these values and loses none of them: schemas drop the fields they do not know, and then
 * the command would succeed and do nothing.
 */
function fits<Args>(
  schema: { safeParse(value: unknown): { success: boolean; data?: unknown } },
  args: Args & Record<string, unknown>,
): boolean {
  const { success, data } = schema.safeParse(args);
  if (!success) return false;
  const { values } = args as { values?: Record<string, unknown> };
  const kept = (data as { values?: Record<string, unknown> }).values ?? {};
  return Object.keys(values ?? {}).every((name) => Object.hasOwn(kept, name));
}

function withItem(header: HeaderDocument, field: string, item: string, present: boolean): string[] {
  const others = readSet(header[field]).filter((each) => each !== item);
  return present ? [...others, item] : others;
}

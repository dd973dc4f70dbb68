import { holdCall, keepCallNotes, startCall, wrapUpCall } from '../calls/call-commands';
import { editCallback, planCallback } from '../calls/callback-commands';
import { linkCallToTicket } from '../tickets/ticket-commands';
import { contacts } from './content/contacts';
import { customerOf } from './play-tickets';
import type { Stage } from './schedule';
import type { CallScript, CallbackScript } from './script';

const MINUTE = 60_000;

/** Phones, companies and names as the agent would have filled them in. */
function partyOf(stage: Stage, contact: string, stranger?: CallScript['stranger']) {
  if (stranger) return { phone: stranger.phone, callerName: stranger.name };
  const { name = '', phones = [] } = contacts.find((candidate) => candidate.key === contact) ?? {};
  return {
    phone: phones[0] ?? '',
    callerName: name,
    contactId: stage.id(contact),
    customerId: stage.id(customerOf(contact)),
  };
}

export function scheduleCall(stage: Stage, script: CallScript): void {
  const { world } = stage;
  const device = stage.device(script.by);
  const start = stage.moment(script.at);
  const end = start + script.minutes * MINUTE;
  const id = () => stage.id(script.key);
  stage.at(start, () => {
    const call = world.act(device, start, startCall, {
      direction: script.way,
      ...partyOf(stage, script.contact, script.stranger),
      callbackId: script.answers ? stage.id(script.answers) : '',
      runId: script.run ? stage.id(script.run) : '',
    });
    stage.name(script.key, call.id);
  });
  if (script.hold) {
    const [after, minutes] = script.hold;
    const from = start + after * MINUTE;
    stage.at(from, () => world.act(device, from, holdCall, { id: id(), held: true }));
    const to = from + minutes * MINUTE;
    stage.at(to, () => world.act(device, to, holdCall, { id: id(), held: false }));
  }
  for (const ticket of script.tickets ?? []) {
    stage.at(start + 30_000, () =>
      world.act(device, start + 30_000, linkCallToTicket, {
        callId: id(),
        ticketId: stage.id(ticket),
        linked: true,
      }),
    );
  }
  stage.at(end - 10_000, () =>
    world.act(device, end - 10_000, keepCallNotes, { id: id(), notes: stage.text(script.notes) }),
  );
  stage.at(end, () => wrapUp(stage, script, end));
}

function wrapUp(stage: Stage, script: CallScript, end: number): void {
  const { promises } = script;
  const { callbackId } = stage.world.act(stage.device(script.by), end, wrapUpCall, {
    id: stage.id(script.key),
    reason: script.reason,
    outcome: script.outcome,
    reached: script.reached,
    callback: promises && {
      dueAt: stage.iso(promises.due),
      owner: stage.user(promises.owner),
      group: 'group:support',
      topic: stage.text(promises.topic),
    },
  });
  if (promises) stage.name(promises.key, callbackId);
}

export function scheduleCallback(stage: Stage, script: CallbackScript): void {
  const { world } = stage;
  const made = stage.moment(script.made);
  stage.at(made, () => {
    const { id } = world.act(stage.device(script.by), made, planCallback, {
      dueAt: stage.iso(script.due),
      owner: stage.user(script.owner),
      group: 'group:support',
      topic: stage.text(script.topic),
      ...partyOf(stage, script.contact),
      ticketIds: (script.tickets ?? []).map(stage.id),
    });
    stage.name(script.key, id);
  });
  if (script.cancelled) {
    const at = stage.moment(script.cancelled);
    stage.at(at, () =>
      world.act(stage.device(script.by), at, editCallback, {
        id: stage.id(script.key),
        values: { status: 'cancelled' },
      }),
    );
  }
}

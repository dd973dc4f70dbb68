import type { Call, Callback } from '@shared/domain/calls/call';
import { isCallOpen } from '@shared/domain/calls/call';
import { erasePerson } from '@shared/domain/customers/erase-person';
import type { EventDocument, TeamDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { drop } from '@shared/lib/drop';
import type { RunCommand } from './command-runner';
import type { RecordCollection } from './database';
import type { LiveTable } from './live-table';
import { recordsOfPerson } from './person-records';
import type { SyncController } from './sync-controller';

/** So long a machine waits at least, ms: an erasure comes in many documents, and what follows it may be among them. */
const SHORTEST_MS = 2_000;
/** … and a random while more, so that of several leads' machines mostly one does it and the others find it done. */
const LONGEST_MS = 10_000;

interface Parts {
  events: RecordCollection;
  customers: LiveTable;
  calls: LiveTable;
  run: RunCommand;
  /** One window of a machine is enough. */
  sync: Pick<SyncController, 'leads' | 'subscribe'>;
  /** Calls back when it is time to look. */
  wait?: (work: () => void) => void;
}

/**
 * Erases what colleagues wrote about an erased person before they knew: events about the contact, their calls and callbacks,
 * and calls and callbacks that are new. On the machines of leads only, who alone may; whoever erased the person decided about
 * these. All erased persons are looked at once at the start, and after that those about whom something arrives. A call that
 * is still going on is left alone until it is wrapped up.
 */
export function eraseLateTraces({ events, customers, calls, run, sync, wait = inAWhile }: Parts): {
  close(): void;
} {
  const persons = new Set<string>();
  /** Erased calls and callbacks: they name their contact no more. */
  const personOf = new Map<string, string>();
  const pending = new Set<string>();
  /** About what events arrive while a person is looked at: it may be too late for that look. */
  let meanwhile: Set<string> | null = null;
  let led = false;
  let scheduled = false;
  let closed = false;

  function suspect(contactId: string): void {
    pending.add(contactId);
    later();
  }

  function later(): void {
    if (scheduled || closed || !sync.leads()) return;
    scheduled = true;
    wait(() => drop(work()));
  }

  async function work(): Promise<void> {
    await Promise.all([customers.ready, calls.ready]);
    try {
      for (const contactId of pending) {
        if (closed || !sync.leads()) return;
        pending.delete(contactId);
        await look(contactId);
      }
    } finally {
      meanwhile = null;
      scheduled = false;
    }
    if (pending.size > 0) later();
  }

  async function look(contactId: string): Promise<void> {
    const arrived = (meanwhile = new Set<string>());
    const found = await recordsOfPerson(events, calls, contactId);
    for (const { _id } of found.records) {
      personOf.set(_id, contactId);
      if (arrived.has(_id)) pending.add(contactId);
    }
    const open = new Set(found.records.filter(isGoingOn).map(({ _id }) => _id));
    const left = (docs: readonly TeamDocument[]) =>
      docs.filter((doc) => !isErased(doc)).map(({ _id }) => _id);
    const records = left(found.records).filter((id) => !open.has(id));
    const told = left(found.events.filter(({ about }) => !open.has(about)));
    if (records.length + told.length === 0 || closed) return;
    await run(erasePerson, { contactId, records, events: told, late: true });
  }

  customers.follow(({ id, doc }) => {
    if (doc.type !== 'contact' || !isErased(doc) || persons.has(id)) return;
    persons.add(id);
    suspect(id);
  });
  calls.follow(({ doc }) => {
    const record = doc as Call | Callback;
    if (persons.has(record.contactId) && !isErased(record) && !isGoingOn(record)) suspect(record.contactId);
  });
  const arriving = events.eventBulks$.subscribe((bulk) => {
    for (const { operation, documentData } of bulk.events) {
      if (operation !== 'INSERT') continue;
      const { about, kind, ...event } = documentData.doc as unknown as EventDocument;
      meanwhile?.add(about);
      const contactId = persons.has(about) ? about : personOf.get(about);
      if (contactId !== undefined && kind !== 'personErased' && !isErased(event)) suspect(contactId);
    }
  });
  const stopFollowing = sync.subscribe(() => {
    const leads = sync.leads();
    // The window that led until now may have left something.
    if (leads && !led) for (const id of persons) suspect(id);
    led = leads;
  });

  return {
    close() {
      closed = true;
      arriving.unsubscribe();
      stopFollowing();
    },
  };
}

function isGoingOn(record: Call | Callback): boolean {
  return record.type === 'call' && isCallOpen(record);
}

function inAWhile(work: () => void): void {
  setTimeout(work, SHORTEST_MS + Math.random() * (LONGEST_MS - SHORTEST_MS));
}

import { useMemo, useSyncExternalStore } from 'react';
import type { Contact } from '@shared/domain/customers/customer';
import type { EventDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { stampOf } from '@shared/domain/record/merge';
import type { ErasureProgress } from '@shared/domain/team/erasures';
import { progressOf } from '@shared/domain/team/erasures';
import type { Agent, Device } from '@shared/domain/team/team';
import { IMPORT_NODE } from '@shared/import/imported-records';
import { compareText } from '@shared/lib/canonical-json';
import { useTeam } from './team-context';
import { useTimeline } from './timeline';

/** What has been done about an erased person, and by which machines. */
export interface Erasures extends ErasureProgress {
  /** The decision. */
  first: EventDocument;
  /** What was erased afterwards, of what colleagues wrote before they knew; oldest first. */
  later: readonly EventDocument[];
  /** Their machines have no card and can say nothing. Those who have left the team are among them. */
  viewers: readonly Agent[];
}

/** Live; null until it has been read, and as long as the event that tells of the erasure is not here. */
export function useErasures(contactId: string): Erasures | null {
  const timeline = useTimeline(contactId);
  const { settings } = useTeam().tables;
  const version = useSyncExternalStore(settings.subscribe, settings.version);
  return useMemo(() => {
    const [first, ...later] = (timeline ?? []).filter(({ kind }) => kind === 'personErased');
    if (!first) return null;
    const ids = [first, ...later].map(({ _id }) => _id);
    const docs = [...settings.rows()].map(({ doc }) => doc);
    const devices = docs.filter((doc): doc is Device => doc.type === 'device');
    const agents = docs.filter((doc): doc is Agent => doc.type === 'agent');
    return {
      ...progressOf(ids, devices),
      ...{ first, later, viewers: agents.filter(isViewer) },
    };
    // The rows change with the version.
    // eslint-disable-next-line react/exhaustive-deps
  }, [timeline, settings, version]);
}

/** People of an imported system have the role as well, but no machine: nobody has ever given them an account. */
function isViewer(agent: Agent): boolean {
  return agent.role === 'viewer' && !stampOf(agent, 'archived').endsWith(`-${IMPORT_NODE}`);
}

/** The erased persons, live; those who were met last first. The same array until the contacts change. */
export function useErasedContacts(): readonly Contact[] {
  const { customers } = useTeam().tables;
  const version = useSyncExternalStore(customers.subscribe, customers.version);
  return useMemo(() => {
    const erased: Contact[] = [];
    for (const { doc } of customers.rows()) {
      if (doc.type === 'contact' && isErased(doc)) erased.push(doc as Contact);
    }
    return erased.sort((a, b) => compareText(b._id, a._id));
    // The rows change with the version.
    // eslint-disable-next-line react/exhaustive-deps
  }, [customers, version]);
}

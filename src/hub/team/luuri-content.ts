import { sampleDocuments } from '@shared/domain/sample/sample-documents';
import { defaultTeamDocuments } from '@shared/domain/team/defaults';
import type { Agent } from '@shared/domain/team/team';
import type { HeaderDocument, TeamDocument } from '@shared/domain/record/documents';
import { isErased } from '@shared/domain/record/erased';
import { changeHeader, newHeader } from '@shared/domain/record/write';
import { containsLeaf, withoutServerFields } from '@shared/domain/validation/contains';
import { validateWrite } from '@shared/domain/validation/validate-write';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import type { TeamContent } from './content';

/** Node name of the stamps that the hub itself writes. */
const HUB_NODE = 'hub';
const clock = createHybridClock(Date.now, HUB_NODE);

/** The rules and first documents of Luuri. */
export const luuriContent: TeamContent = {
  validate({ database, newDoc, oldDoc, user }) {
    const asked = { ...user, db: database };
    const verdict = validateWrite(newDoc as TeamDocument, oldDoc as TeamDocument | null, asked, Date.now());
    return verdict.ok ? undefined : verdict.reason;
  },
  containsLeaf: (winner, leaf) =>
    containsLeaf(withoutServerFields(winner as TeamDocument), withoutServerFields(leaf as TeamDocument)),
  erases: (doc) => isErased(doc) || doc['kind'] === 'personErased',
  defaults: (team, context) => defaultTeamDocuments(team, context),
  samples: ({ language }, { now, author }) => sampleDocuments({ now, lead: author, language }),
  agent(existing, { user, name, role, archived }, context) {
    const values = { user, name, role, archived };
    if (existing) {
      const header = existing as HeaderDocument;
      return changeHeader(header, values, clock.next(...Object.values(header.stamps))).header;
    }
    const fields = { user, name, role, email: '', phone: '' };
    return { ...newHeader<Agent>('agent', user, fields, context), archived };
  },
};

import type { Role } from '@shared/domain/team/team';
import type { Json } from '../store/pouch';
import type { WriteRules } from '../store/write-documents';

export interface ContentContext {
  /** ISO 8601, UTC. */
  now: string;
  /** User name of the lead. */
  author: string;
}

/** What a team's database holds: its rules and its first documents. Handed in, so that the hub knows no domain. */
export interface TeamContent extends WriteRules {
  defaults(team: { name: string; language: 'fi' | 'en' }, context: ContentContext): Json[];
  samples(team: { name: string; language: 'fi' | 'en' }, context: ContentContext): Json[];
  /** The `agent:<user>` document, new or changed. */
  agent(
    existing: Json | undefined,
    values: { user: string; name: string; role: Role; archived: boolean },
    context: ContentContext,
  ): Json;
}

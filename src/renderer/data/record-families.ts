import type { TeamDocument } from '@shared/domain/record/documents';
import { typeOfId } from '@shared/domain/record/documents';

/** Local collections; RxDB's open edition allows 13 a page, so types share them by family. */
export const families = ['tickets', 'events', 'calls', 'customers', 'checklists', 'settings'] as const;
export type Family = (typeof families)[number];

const familyByType: Record<string, Family> = {
  ticket: 'tickets',
  event: 'events',
  call: 'calls',
  callback: 'calls',
  customer: 'customers',
  contact: 'customers',
  template: 'checklists',
  run: 'checklists',
};

/** Where a record is kept. Types of newer versions go with the settings: kept, sent on, not shown. */
export function familyOf(id: string): Family {
  const type = typeOfId(id);
  return (Object.hasOwn(familyByType, type) ? familyByType[type] : undefined) ?? 'settings';
}

/** Columns that a family's rows have beside the document, for its indexes. */
export function projectColumns(doc: TeamDocument): Record<string, string> {
  if (doc.type !== 'event') return {};
  return { about: String(doc['about'] ?? ''), at: String(doc['at'] ?? '') };
}

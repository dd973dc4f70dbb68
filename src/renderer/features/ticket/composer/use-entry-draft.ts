import { addEntry } from '@shared/domain/tickets/ticket-commands';
import { useDraft } from '@renderer/data/queries/draft';
import type { DraftField } from '@renderer/data/queries/draft';
import { useRun } from '@renderer/data/queries/team-context';
import { useSingleAct } from '@renderer/components/use-act';

export const entryKinds = ['note', 'reply', 'customerMessage'] as const;
export type EntryKind = (typeof entryKinds)[number];

export interface EntryDraft extends DraftField {
  /** Writes the entry into the ticket; the draft goes only when it is safe. Resolves to whether it was. */
  save(data?: Record<string, unknown>): Promise<boolean>;
}

/** What is being written into a ticket as one kind of entry. */
export function useEntryDraft(ticketId: string, kind: EntryKind): EntryDraft {
  const key = `${ticketId}/${kind}`;
  const draft = useDraft(key);
  const run = useRun();
  const act = useSingleAct();
  return {
    ...draft,
    async save(data) {
      const body = draft.text;
      if (body.trim() === '') return false;
      const entry = { ticketId, kind, body, ...(data ? { data } : {}) };
      const saved = await act(() => run(addEntry, entry, { key, text: body }));
      if (saved)
        draft.clearSaved(body, (typed) => (typed.startsWith(body) ? typed.slice(body.length) : typed));
      return saved;
    },
  };
}

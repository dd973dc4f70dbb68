import { useEffect, useRef, useState } from 'react';
import { createTicket } from '@shared/domain/tickets/ticket-commands';
import { useDraft } from '@renderer/data/queries/draft';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import type { Prefill } from '@renderer/ui/app-actions';
import { useSingleAct } from '@renderer/components/use-act';
import { formDraftKey, initialForm, readForm } from './new-ticket-form';
import type { NewTicketForm } from './new-ticket-form';

interface NewTicket {
  form: NewTicketForm;
  set(values: Partial<NewTicketForm>): void;
  /** Whether it goes on from a draft that was left unfinished. */
  isRestored: boolean;
  startOver(): void;
  /** Whether it was tried without a subject. */
  lacksSubject: boolean;
  create(): Promise<void>;
}

/** The new ticket's form, kept as a draft with every key until the ticket is safe. */
export function useNewTicket(prefill: Prefill, onCreated: (id: string) => void): NewTicket {
  const { user } = useSession();
  const run = useRun();
  const act = useSingleAct();
  const draftKey = formDraftKey(prefill);
  const draft = useDraft(draftKey);
  const [isRestored, setRestored] = useState(false);
  const [lacksSubject, setLacksSubject] = useState(false);
  const isTouched = useRef(false);
  useEffect(() => {
    if (draft.ready && !isTouched.current && readForm(draft.text)) setRestored(true);
  }, [draft.ready, draft.text]);
  const form = readForm(draft.text) ?? initialForm(prefill, user);
  return {
    form,
    isRestored,
    lacksSubject,
    set(values) {
      isTouched.current = true;
      if (values.subject !== undefined) setLacksSubject(false);
      draft.setText(JSON.stringify({ ...form, ...values }));
    },
    startOver() {
      isTouched.current = true;
      setRestored(false);
      draft.clear();
    },
    async create() {
      if (form.subject.trim() === '') {
        setLacksSubject(true);
        return;
      }
      let id = '';
      const { callId = '' } = prefill;
      const saved = await act(async () => {
        id = (await run(createTicket, { ...form, callId }, { key: draftKey, text: draft.text })).id;
      });
      if (!saved) return;
      draft.clear();
      onCreated(id);
    },
  };
}

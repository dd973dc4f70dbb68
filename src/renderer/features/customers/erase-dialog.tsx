import { useEffect, useState } from 'react';
import { Checkbox } from '@mantine/core';
import type { Contact } from '@shared/domain/customers/customer';
import { erasePerson } from '@shared/domain/customers/erase-person';
import { isErased } from '@shared/domain/record/erased';
import { drop } from '@shared/lib/drop';
import type { PersonTraces, TraceText } from '@renderer/data/queries/person-traces';
import { findTraces } from '@renderer/data/queries/person-traces';
import { useRun, useTeam } from '@renderer/data/queries/team-context';
import { useSingleAct } from '@renderer/components/use-act';
import { FormDialog } from '@renderer/ui/form-dialog';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './customers.module.css';

/** Erases a person: says what goes, lets the lead choose among the texts, and asks for a second yes. */
export function EraseDialog({ contact, onClose }: { contact: Contact; onClose: () => void }) {
  const { t } = useTranslation('privacy');
  const team = useTeam();
  const run = useRun();
  const act = useSingleAct();
  const [traces, setTraces] = useState<PersonTraces | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [understood, setUnderstood] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    let isOpen = true;
    drop(
      act(async () => {
        const found = await findTraces(team, contact);
        if (!isOpen) return;
        setTraces(found);
        setChosen(new Set(found.texts.filter(({ mentioned }) => mentioned).map(({ id }) => id)));
      }),
    );
    return () => {
      isOpen = false;
    };
    // Looked for once: what is chosen must not change under the eyes of whoever chooses.
    // eslint-disable-next-line react/exhaustive-deps
  }, []);

  async function submit(): Promise<void> {
    if (!traces) return;
    setBusy(true);
    const worked = await act(() => run(erasePerson, argsOf(contact, traces, chosen, t('erase.subject'))));
    setBusy(false);
    if (!worked) return;
    useNotices.getState().show({ kind: 'info', text: t('erase.done') });
    onClose();
  }
  const choose = (id: string, isChosen: boolean) => {
    const others = [...chosen].filter((other) => other !== id);
    setChosen(new Set(isChosen ? [...others, id] : others));
  };
  return (
    <FormDialog
      title={t('erase.title')}
      submit={t('erase.now')}
      busy={busy}
      disabled={!understood || !traces}
      onSubmit={submit}
      onClose={onClose}
    >
      {contact.name ? (
        <p className={classes.eraseName} dir="auto">
          {contact.name}
        </p>
      ) : null}
      {traces ? <Counts contact={contact} traces={traces} /> : null}
      {traces && traces.texts.length > 0 ? (
        <fieldset className={classes.texts}>
          <legend>{t('erase.texts')}</legend>
          <p className={classes.hint}>{t('erase.textsHint')}</p>
          {traces.texts.map((found) => (
            <TextChoice key={found.id} found={found} checked={chosen.has(found.id)} onChange={choose} />
          ))}
        </fieldset>
      ) : null}
      <p className={classes.hint}>{t('erase.stays')}</p>
      <Checkbox
        label={t('erase.understood')}
        checked={understood}
        onChange={(event) => setUnderstood(event.currentTarget.checked)}
      />
    </FormDialog>
  );
}

function Counts({ contact, traces }: { contact: Contact; traces: PersonTraces }) {
  const { t } = useTranslation('privacy');
  const { calls, callbacks, events, texts } = traces;
  const isNothing =
    isErased(contact) && [calls, callbacks, events, texts].every(({ length }) => length === 0);
  if (isNothing) return <p className={classes.hint}>{t('erase.nothing')}</p>;
  return (
    <ul className={classes.counts} aria-label={t('erase.goes')}>
      {isErased(contact) ? null : <li>{t('erase.contact')}</li>}
      {(['calls', 'callbacks', 'events'] as const)
        .filter((what) => traces[what].length > 0)
        .map((what) => (
          <li key={what}>{t(`erase.${what}`, { count: traces[what].length })}</li>
        ))}
    </ul>
  );
}

function TextChoice({
  found: { id, field, number, text },
  checked,
  onChange,
}: {
  found: TraceText;
  checked: boolean;
  onChange: (id: string, isChosen: boolean) => void;
}) {
  const { t } = useTranslation('privacy');
  return (
    <Checkbox
      size="xs"
      label={
        <>
          <span className={classes.rowDetail}>{`${number} · ${t(`erase.field.${field}`)}`}</span>
          <span className={classes.traceText} dir="auto">
            {text}
          </span>
        </>
      }
      checked={checked}
      onChange={(event) => onChange(id, event.currentTarget.checked)}
    />
  );
}

function argsOf(contact: Contact, traces: PersonTraces, chosen: ReadonlySet<string>, subject: string) {
  const texts = traces.texts.filter(({ id }) => chosen.has(id));
  const isEvent = ({ field }: TraceText) => field === 'event' || field === 'file';
  const tickets = [...new Set(texts.filter((text) => !isEvent(text)).map(({ ticketId }) => ticketId))];
  const has = (ticketId: string, field: string) =>
    texts.some((text) => text.ticketId === ticketId && text.field === field);
  return {
    contactId: contact._id,
    records: [...traces.calls, ...traces.callbacks],
    events: [...traces.events, ...texts.filter(isEvent).map(({ id }) => id)],
    tickets: tickets.map((id) => ({
      id,
      ...(has(id, 'subject') ? { subject } : {}),
      ...(has(id, 'description') ? { description: '' } : {}),
    })),
  };
}

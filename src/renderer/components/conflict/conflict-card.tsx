import { Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import type { HeaderDocument } from '@shared/domain/record/documents';
import type { Conflict, FieldWrite } from '@shared/domain/timeline/conflicts';
import { writerOf } from '@shared/domain/timeline/conflicts';
import { formatClock, formatDate } from '@shared/i18n/format';
import { sameJson } from '@shared/lib/canonical-json';
import { drop } from '@shared/lib/drop';
import { usePersonNames } from '@renderer/data/queries/people';
import { useRow } from '@renderer/data/queries/records';
import { useRun, useSession } from '@renderer/data/queries/team-context';
import { useFieldWords } from '@renderer/components/record-words/use-field-words';
import { useValueWords } from '@renderer/components/record-words/use-value-words';
import { useAct } from '@renderer/components/use-act';
import { useNotices } from '@renderer/ui/notices';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { takeValue } from './take-other';
import classes from './conflict-card.module.css';

/** "Changed by both": both values, who and when, and the one that did not stay within one click. */
export function ConflictCard({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation('conflicts');
  const fieldName = useFieldWords();
  const words = useValueWords();
  const who = useWho();
  const { about, path, lost, stayed, present, state } = conflict;
  const take = useTake(conflict);
  const day = sameDay(lost, stayed);
  return (
    <div className={classes.card} data-state={state}>
      <div className={classes.title}>
        <IconArrowsDiff size={14} aria-hidden />
        <span>
          {t('bothField', { field: fieldName(about, path) })}: {who(lost, !day)}, {who(stayed, !day)}
        </span>
      </div>
      <dl className={classes.values}>
        <dt>{state === 'open' ? t('present') : t('stayed')}</dt>
        <dd dir="auto">{words(about, path, stayed.change.to)}</dd>
        <dt>{t('lost')}</dt>
        <dd dir="auto">{words(about, path, lost.change.to)}</dd>
        {[stayed, lost].every(({ change }) => !sameJson(change.to, present.change.to)) ? (
          <>
            <dt>{t('presentNow')}</dt>
            <dd dir="auto">{words(about, path, present.change.to)}</dd>
          </>
        ) : null}
      </dl>
      {state === 'open' ? null : (
        <span className={classes.decided}>
          {t('decidedBy', { state: t(`states.${state}`), who: who(present, true) })}
        </span>
      )}
      {take ? (
        <Button variant="default" size="compact-xs" onClick={take}>
          {t('take')}
        </Button>
      ) : null}
    </div>
  );
}

/** "you 12:01", "Liisa 12:03": with the day where it is not clear. */
function useWho(): (write: FieldWrite, withDay: boolean) => string {
  const { t } = useTranslation('conflicts');
  const language = useLanguage();
  const { user } = useSession();
  const nameOf = usePersonNames();
  return (write, withDay) => {
    const at = write.event.occurredAt;
    const isKnown = !Number.isNaN(Date.parse(at));
    const clock = isKnown ? formatClock(at, language) : '';
    const time = isKnown && withDay ? `${formatDate(at, language)} ${clock}` : clock;
    const author = writerOf(write);
    if (author === null) return t('someone', { time });
    return author === user ? t('you', { time }) : t('other', { name: nameOf(author), time });
  };
}

/** The act that brings the other value back, and can be undone; null when it cannot be, or need not. */
function useTake({ about, path, lost, present, state }: Conflict): (() => void) | null {
  const { t } = useTranslation(['conflicts', 'common']);
  const { role } = useSession();
  const header = useRow(about)?.doc as HeaderDocument | undefined;
  const run = useRun();
  const act = useAct();
  if (!header || state !== 'open' || role === 'viewer') return null;
  const take = takeValue(header, path, lost.change.to);
  if (!take) return null;
  const undo = takeValue(header, path, present.change.to);
  return () => {
    const taken = async () => {
      if (!(await act(() => take(run))) || !undo) return;
      const action = { label: t('common:undo'), undoes: true, run: () => drop(act(() => undo(run))) };
      useNotices.getState().show({ kind: 'info', text: t('took'), action });
    };
    drop(taken());
  };
}

function sameDay(a: FieldWrite, b: FieldWrite): boolean {
  const dayOf = ({ event }: FieldWrite) => new Date(event.occurredAt).toDateString();
  return dayOf(a) === dayOf(b) && dayOf(a) === new Date().toDateString();
}

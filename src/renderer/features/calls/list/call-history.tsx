import { useFileEventWords } from '@renderer/components/files/use-file-words';
import { useFieldWords } from '@renderer/components/record-words/use-field-words';
import { useValueWords } from '@renderer/components/record-words/use-value-words';
import { useUndoChange } from '@renderer/components/undo/use-undo-change';
import { usePersonName } from '@renderer/data/queries/people';
import { useTimeline } from '@renderer/data/queries/timeline';
import { useHeader } from '@renderer/data/queries/records';
import detail from '@renderer/ui/split/detail.module.css';
import { useLanguage } from '@renderer/ui/use-language';
import type { Change, EventDocument } from '@shared/domain/record/documents';
import { formatMoment } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { useDispositionName } from './call-row';
import classes from './calls-page.module.css';

const fields = [
  'direction',
  'phone',
  'callerName',
  'contactId',
  'customerId',
  'notes',
  'reason',
  'outcome',
  'reached',
  'startedAt',
  'endedAt',
  'archived',
  'status',
  'ticketIds',
  'holds',
  'runId',
] as const;
/** A sentence holds no essay. */
const LONGEST_SHOWN = 100;
const events = ['callStarted', 'callLogged', 'callbackPlanned', 'created'] as const;

/** Who did what to a call, oldest first, with the values before and after. */
export function CallHistory({ id }: { id: string }) {
  const { t } = useTranslation('calls');
  const timeline = useTimeline(id);
  if (!timeline) return null;
  return (
    <section aria-label={t('detail.history')}>
      <h3 className={detail.title}>{t('detail.history')}</h3>
      {timeline.length === 0 ? <p className={detail.muted}>{t('detail.noHistory')}</p> : null}
      <ol className={classes.history}>
        {timeline.map((event) => (
          <HistoryEntry key={event._id} event={event} all={timeline} />
        ))}
      </ol>
    </section>
  );
}

function HistoryEntry({ event, all }: { event: EventDocument; all: readonly EventDocument[] }) {
  const { t } = useTranslation('calls');
  const language = useLanguage();
  const author = usePersonName(event.author);
  const kind = events.find((known) => known === event.kind) ?? 'changed';
  const fileWords = useFileEventWords()(event);
  const call = useHeader('call', event.about);
  const undo = useUndoChange(event, { header: call, events: all, words: useChangeWords() });
  const changes = (event.changes ?? []).filter((change) => change.path !== 'status');
  return (
    <li>
      <span className={detail.muted}>
        {formatMoment(event.occurredAt, language)} · {author}
      </span>{' '}
      {undo.button}
      {kind === 'changed' && changes.length > 0 ? null : (
        <span dir="auto"> {fileWords || t(`detail.events.${kind}`)}</span>
      )}
      {kind === 'callLogged'
        ? null
        : changes.map((change) => <HistoryChange key={change.path} change={change} />)}
      {undo.question}
    </li>
  );
}

/** Says a change in one sentence after who made it. */
function useChangeWords(): (about: string, change: Change) => string {
  const { t } = useTranslation('undo');
  const fieldName = useFieldWords();
  const value = useValueWords();
  return (about, { path, from, to }) =>
    t('fieldChange', {
      field: fieldName(about, path),
      from: shortened(value(about, path, from)),
      to: shortened(value(about, path, to)),
    });
}

function shortened(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

function HistoryChange({ change }: { change: Change }) {
  const { t } = useTranslation('calls');
  const [path, key] = splitOnce(change.path);
  const field = fields.find((known) => known === path);
  const name = field ? t(`detail.fields.${field}`) : path;
  const from = useShownValue(path, key, change.from);
  const to = useShownValue(path, key, change.to);
  const isLong = from.length > 60 || to.length > 60;
  if (path === 'holds') return <div>{name}</div>;
  return (
    <div dir="auto">
      {isLong ? (
        <details>
          <summary>{t('detail.textChanged', { field: name })}</summary>
          <del className={classes.oldText}>{from}</del>
          <ins className={classes.newText}>{to}</ins>
        </details>
      ) : (
        t('detail.changed', { field: name, from, to })
      )}
    </div>
  );
}

/** A stored value as people read it. */
function useShownValue(path: string, key: string, value: unknown): string {
  const { t } = useTranslation(['calls', 'common']);
  const language = useLanguage();
  const text = typeof value === 'string' ? value : '';
  const contact = useHeader('contact', path === 'contactId' ? text : '');
  const customer = useHeader('customer', path === 'customerId' ? text : '');
  const ticket = useHeader('ticket', path === 'ticketIds' ? key : '');
  const reason = useDispositionName('reasons', text);
  const outcome = useDispositionName('outcomes', text);
  if (path === 'ticketIds') return value === true ? (ticket?.number ?? key) : t('detail.empty');
  if (value === null || value === undefined || value === '') return t('detail.empty');
  if (typeof value === 'boolean') return value ? t('common:yes') : t('common:no');
  if (path === 'direction') return value === 'in' ? t('incoming') : t('outgoing');
  if (path === 'startedAt' || path === 'endedAt') return formatMoment(text, language);
  if (path === 'reason') return reason;
  if (path === 'outcome') return outcome;
  return contact?.name ?? customer?.name ?? text;
}

function splitOnce(path: string): [string, string] {
  const dot = path.indexOf('.');
  return dot < 0 ? [path, ''] : [path.slice(0, dot), path.slice(dot + 1)];
}

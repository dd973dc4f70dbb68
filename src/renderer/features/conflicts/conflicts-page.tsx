import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconArrowsDiff, IconFilterOff } from '@tabler/icons-react';
import { ConflictCard } from '@renderer/components/conflict/conflict-card';
import { useRecordTitle } from '@renderer/components/record-words/use-record-title';
import type { Conflict } from '@renderer/data/queries/conflicts';
import { useConflicts, useConflictsReady } from '@renderer/data/queries/conflicts';
import { useSession } from '@renderer/data/queries/team-context';
import { useAppActions } from '@renderer/ui/app-actions';
import { EmptyState } from '@renderer/ui/empty-state';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { ConflictFilters } from './conflict-filters';
import { everything, filterConflicts, kindOfConflict } from './filter-conflicts';
import classes from './conflicts-page.module.css';

/** How many are drawn at first, and more at a time. */
const STEP = 50;

/** Everything that two people changed at once, with both values, and the other one within a click. */
export function ConflictsPage() {
  const { t } = useTranslation('conflicts');
  const { user } = useSession();
  const conflicts = useConflicts();
  const isReady = useConflictsReady();
  const [filter, setFilter] = useState(everything);
  const [shown, setShown] = useState(STEP);
  const [now] = useState(Date.now);
  const found = useMemo(() => filterConflicts(conflicts, filter, user, now), [conflicts, filter, user, now]);
  const hidden = found.length - shown;
  return (
    <Page title={t('title')}>
      <div className={classes.column}>
        <p className={classes.intro}>{t('intro')}</p>
        <ConflictFilters
          filter={filter}
          conflicts={conflicts}
          onChange={(values) => {
            setFilter({ ...filter, ...values });
            setShown(STEP);
          }}
        />
        {isReady ? null : (
          <p className={classes.muted} role="status">
            {t('looking')}
          </p>
        )}
        <ol className={classes.list} aria-label={t('title')}>
          {found.slice(0, shown).map((conflict) => (
            <li key={conflict.id}>
              <ConflictRow conflict={conflict} />
            </li>
          ))}
        </ol>
        {hidden > 0 ? (
          <Button variant="subtle" onClick={() => setShown(shown + STEP)}>
            {t('more', { count: hidden })}
          </Button>
        ) : null}
      </div>
      {isReady && found.length === 0 ? (
        <Nothing hasAny={conflicts.length > 0} onClear={() => setFilter({ ...everything, state: 'all' })} />
      ) : null}
    </Page>
  );
}

function ConflictRow({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation('conflicts');
  const titleOf = useRecordTitle();
  const { open } = useAppActions();
  const title = titleOf(conflict.about);
  const kind = kindOfConflict(conflict);
  return (
    <article className={classes.row} aria-label={title}>
      <header className={classes.head}>
        <span className={classes.kind}>{t(`type.${kind}`)}</span>
        {kind === 'setting' ? (
          <span className={classes.name}>{title}</span>
        ) : (
          <button
            type="button"
            className={classes.link}
            title={t('open')}
            onClick={() => open(conflict.about)}
          >
            <bdi>{title}</bdi>
          </button>
        )}
      </header>
      <ConflictCard conflict={conflict} />
    </article>
  );
}

function Nothing({ hasAny, onClear }: { hasAny: boolean; onClear: () => void }) {
  const { t } = useTranslation('conflicts');
  return (
    <EmptyState
      icon={<IconArrowsDiff size={32} aria-hidden />}
      title={hasAny ? t('noneTitle') : t('emptyTitle')}
      text={hasAny ? t('noneText') : t('emptyText')}
      action={
        hasAny ? (
          <Button variant="default" leftSection={<IconFilterOff size={14} aria-hidden />} onClick={onClear}>
            {t('filter.clear')}
          </Button>
        ) : null
      }
    />
  );
}

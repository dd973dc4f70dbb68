import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useRefused, useUnreadable } from '@renderer/data/queries/refused';
import { useTeam } from '@renderer/data/queries/team-context';
import { useGivenUp } from '@renderer/data/queries/given-up';
import { EmptyState } from '@renderer/ui/empty-state';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { ExportSection } from './export-section';
import { GivenUpList } from './given-up-list';
import { groupRefused } from './group-refused';
import { RefusedCard } from './refused-card';
import { UnreadableList } from './unreadable-list';
import classes from './attention-page.module.css';

/** Everything that will not mend itself: refused records, and documents that cannot be read here. */
export function AttentionPage() {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const refused = useRefused();
  const unreadable = useUnreadable();
  const kept = useGivenUp();
  const groups = groupRefused(refused ?? []);
  const isEmpty = refused?.length === 0 && unreadable.length === 0;
  const actions =
    groups.length > 1 ? (
      <Button variant="default" onClick={() => sync.retryRefused()}>
        {t('retryAll')}
      </Button>
    ) : null;
  return (
    <Page title={t('attentionTitle')} actions={actions}>
      {isEmpty ? (
        <EmptyState
          icon={<IconCircleCheck size={32} aria-hidden />}
          title={t('attentionEmptyTitle')}
          text={t('attentionEmptyText')}
        />
      ) : null}
      <div className={classes.column}>
        {groups.length > 0 ? (
          <div>
            <p className={classes.intro}>{t('attentionIntro')}</p>
            <ul className={classes.list}>
              {groups.map((group) => (
                <li key={group.id}>
                  <RefusedCard group={group} />
                </li>
              ))}
            </ul>
          </div>
        ) : null}
        {unreadable.length > 0 ? <UnreadableList documents={unreadable} /> : null}
        {kept.length > 0 ? <GivenUpList kept={kept} /> : null}
        <ExportSection />
      </div>
    </Page>
  );
}

import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { useTranslation } from '@renderer/ui/use-translation';
import { AdoptDialog } from './adopt-dialog';
import { usePanel } from './panel-store';
import classes from './sync-banner.module.css';

const STORIES = ['needsLogin', 'lockedOut', 'noRights', 'serverChanged'] as const;

/** Under the top bar, when the connection needs a person: what happened, what is safe, what to do. */
export function SyncBanner() {
  const { t } = useTranslation('sync');
  const { phase } = useSyncStatus();
  const [, navigate] = useLocation();
  const { setOpened } = usePanel();
  const [asks, setAsks] = useState(false);
  const story = STORIES.find((known) => known === phase);
  if (!story) return null;
  const Icon = story === 'serverChanged' || story === 'noRights' ? IconAlertTriangle : IconLock;
  return (
    <section className={classes.banner} data-story={story} aria-label={t('banner.label')} role="status">
      <Icon size={18} aria-hidden />
      <div className={classes.words}>
        <strong>{t(`banner.${story}.title`)}</strong>
        <span>{t(`banner.${story}.text`)}</span>
      </div>
      <div className={classes.acts}>
        {story === 'needsLogin' || story === 'lockedOut' ? (
          <Button variant="default" size="compact-sm" onClick={() => setOpened(true)}>
            {t('signIn')}
          </Button>
        ) : (
          <Button variant="default" size="compact-sm" onClick={() => navigate('/attention')}>
            {t('banner.export')}
          </Button>
        )}
        {story === 'serverChanged' ? (
          <Button variant="default" size="compact-sm" onClick={() => setAsks(true)}>
            {t('banner.decide')}
          </Button>
        ) : null}
      </div>
      {asks ? <AdoptDialog onClose={() => setAsks(false)} /> : null}
    </section>
  );
}

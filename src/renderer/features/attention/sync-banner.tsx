import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useLocation } from 'wouter';
import { useSyncStatus } from '@renderer/data/queries/sync-status';
import { Banner } from '@renderer/ui/banner';
import { useTranslation } from '@renderer/ui/use-translation';
import { AdoptDialog } from './adopt-dialog';
import { usePanel } from './panel-store';

const STORIES = ['needsLogin', 'lockedOut', 'noRights', 'serverChanged'] as const;

/** When the connection needs a person. */
export function SyncBanner() {
  const { t } = useTranslation('sync');
  const { phase } = useSyncStatus();
  const [, navigate] = useLocation();
  const { setOpened } = usePanel();
  const [asks, setAsks] = useState(false);
  const story = STORIES.find((known) => known === phase);
  if (!story) return null;
  const signsIn = story === 'needsLogin' || story === 'lockedOut';
  return (
    <>
      <Banner
        tone={signsIn ? 'amber' : 'red'}
        icon={signsIn ? IconLock : IconAlertTriangle}
        label={t('banner.label')}
        title={t(`banner.${story}.title`)}
        text={t(`banner.${story}.text`)}
        acts={
          <>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => (signsIn ? setOpened(true) : navigate('/attention'))}
            >
              {signsIn ? t('signIn') : t('banner.export')}
            </Button>
            {story === 'serverChanged' ? (
              <Button variant="default" size="compact-sm" onClick={() => setAsks(true)}>
                {t('banner.decide')}
              </Button>
            ) : null}
          </>
        }
      />
      {asks ? <AdoptDialog onClose={() => setAsks(false)} /> : null}
    </>
  );
}

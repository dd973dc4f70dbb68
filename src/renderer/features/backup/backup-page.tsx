import { useLocation } from 'wouter';
import { BackButton } from '@renderer/ui/back-button';
import { Page } from '@renderer/ui/page';
import { useTranslation } from '@renderer/ui/use-translation';
import { CsvSection } from './csv-section';
import { KeptBackups } from './kept-backups';
import { RestoreSection } from './restore-section';
import classes from './backup.module.css';

/** Settings → Backups: copies of everything, the way back, and everything for a spreadsheet. */
export function BackupPage() {
  const { t } = useTranslation(['backup', 'nav']);
  const [, navigate] = useLocation();
  const back = (
    <BackButton variant="default" onClick={() => navigate('/settings')}>
      {t('nav:settings')}
    </BackButton>
  );
  return (
    <Page title={t('title')} actions={back}>
      <div className={classes.content}>
        <KeptBackups />
        <RestoreSection />
        <CsvSection />
      </div>
    </Page>
  );
}

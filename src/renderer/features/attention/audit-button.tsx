import { useState } from 'react';
import { Button } from '@mantine/core';
import type { AuditReport } from '@shared/couchdb-sync/types';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useTeam } from '@renderer/data/queries/team-context';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './sync-pill.module.css';

/** Compares everything with the server, and says in words what came of it. */
export function AuditButton({ disabled }: { disabled: boolean }) {
  const { t } = useTranslation('sync');
  const { sync } = useTeam();
  const [busy, setBusy] = useState(false);
  const [report, setReport] = useState<AuditReport | null>(null);

  async function audit(): Promise<void> {
    setBusy(true);
    setReport(null);
    // A check that could not be made is one that did not get to its end.
    setReport(await sync.audit().catch(() => ({ complete: false, checked: 0, differences: 0 })));
    setBusy(false);
  }
  return (
    <>
      <Button
        variant="default"
        loading={busy}
        disabled={disabled}
        title={t('audit.hint')}
        onClick={() => drop(audit())}
      >
        {t('audit.start')}
      </Button>
      <p className={classes.muted} role="status">
        {busy ? t('audit.running') : report ? <AuditWords report={report} /> : t('audit.hint')}
      </p>
    </>
  );
}

function AuditWords({ report }: { report: AuditReport }) {
  const { t } = useTranslation('sync');
  const language = useLanguage();
  const checked = formatNumber(report.checked, language);
  if (!report.complete) return <>{t('audit.incomplete')}</>;
  if (report.differences === 0) return <>{t('audit.same', { checked })}</>;
  return <>{t('audit.healed', { checked, count: report.differences })}</>;
}

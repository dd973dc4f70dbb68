import { useCallback, useEffect, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconCopy, IconDeviceFloppy, IconRefresh } from '@tabler/icons-react';
import { drop } from '@shared/lib/drop';
import { readNumbers } from '@renderer/data/queries/diagnostics';
import { useTeam } from '@renderer/data/queries/team-context';
import { platform } from '@renderer/platform/platform';
import { useNotices } from '@renderer/ui/notices';
import { useTranslation } from '@renderer/ui/use-translation';
import { reportText } from './diagnostics';
import { readFacts } from './machine-facts';
import classes from './support.module.css';
import shared from './settings.module.css';

/** What can be sent to support, shown whole before it goes anywhere. */
export function SupportSection() {
  const { t } = useTranslation(['privacy', 'common']);
  const team = useTeam();
  const show = useNotices((state) => state.show);
  const [text, setText] = useState('');
  const read = useCallback(async () => {
    const [facts, numbers] = await Promise.all([readFacts(), readNumbers(team)]);
    setText(reportText(facts, numbers, new Date().toISOString()));
  }, [team]);
  useEffect(() => drop(read()), [read]);
  const copy = async () => {
    const { ok } = await platform.copyText(text);
    show(ok ? { kind: 'info', text: t('common:copied') } : { kind: 'error', text: t('support.copyFailed') });
  };
  const save = async () => {
    const name = `luuri-${new Date().toISOString().slice(0, 10)}.txt`;
    const answer = await platform.saveFile({ name, content: text, type: 'text/plain' });
    if (!answer.ok) show({ kind: 'error', text: t('support.saveFailed') });
  };
  return (
    <div className={shared.card}>
      <h3 className={shared.cardTitle} id="support-report">
        {t('support.report')}
      </h3>
      <p className={shared.muted}>{t('support.intro')}</p>
      <Group gap="xs">
        <Button
          leftSection={<IconDeviceFloppy size={14} aria-hidden />}
          disabled={text === ''}
          onClick={() => drop(save())}
        >
          {t('support.save')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconCopy size={14} aria-hidden />}
          disabled={text === ''}
          onClick={() => drop(copy())}
        >
          {t('common:copy')}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconRefresh size={14} aria-hidden />}
          onClick={() => drop(read())}
        >
          {t('support.again')}
        </Button>
      </Group>
      <pre className={classes.report} tabIndex={0} role="region" aria-labelledby="support-report">
        {text}
      </pre>
    </div>
  );
}

import { useEffect, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { formatNumber } from '@shared/i18n/format';
import { drop } from '@shared/lib/drop';
import { useSession } from '@renderer/data/queries/team-context';
import { platform } from '@renderer/platform/platform';
import { useNotices } from '@renderer/ui/notices';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { readFacts } from './machine-facts';
import type { MachineFacts } from './machine-facts';
import classes from './settings.module.css';

const LICENCE = 'Apache-2.0';

/** Which Luuri this is, and where. */
export function AboutSection() {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const session = useSession();
  const { show } = useNotices();
  const [facts, setFacts] = useState<MachineFacts | null>(null);
  useEffect(() => drop(readFacts().then(setFacts)), []);
  const unknown = t('about.unknown');

  const keep = async () => {
    const granted = (await navigator.storage?.persist?.()) ?? false;
    if (!granted) show({ kind: 'info', text: t('about.keepRefused') });
    setFacts(await readFacts());
  };
  const rows: [label: string, value: string][] = [
    [t('about.version'), facts?.version || unknown],
    [t('about.serverVersion'), facts?.serverVersion || unknown],
    [t('about.edition'), t(`about.${platform.kind}`)],
    [t('about.server'), facts?.server || t('about.thisComputer')],
    [t('about.team'), session.teamName],
    [t('about.database'), session.database],
    [t('about.user'), session.user],
    [t('about.device'), `${session.devicePrefix}. ${t('about.deviceHint')}`],
    [t('about.storage'), storageText(facts)],
    [t('about.licence'), LICENCE],
  ];

  function storageText(known: MachineFacts | null): string {
    if (!known) return unknown;
    const kept = known.persisted ? t('about.persisted') : t('about.notPersisted');
    return known.usedMegabytes === null
      ? kept
      : `${kept}. ${t('about.used', { amount: formatNumber(known.usedMegabytes, language) })}`;
  }

  return (
    <div className={classes.card}>
      <dl className={classes.facts}>
        {rows.map(([label, value]) => (
          <Row key={label} label={label} value={value} />
        ))}
      </dl>
      {facts && !facts.persisted ? (
        <Group>
          <Button variant="default" onClick={() => drop(keep())}>
            {t('about.keep')}
          </Button>
        </Group>
      ) : null}
    </div>
  );
}

function Row({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}

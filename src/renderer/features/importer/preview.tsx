import { NativeSelect } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { profileNames } from '@shared/import/plan';
import { useTranslation } from '@renderer/ui/use-translation';
import { useImporter } from './importer-store';
import { MappingEditor } from './mapping-editor';
import { MappingList } from './mapping-list';
import { ProblemNote } from './problem-note';
import { RecordCounts } from './record-counts';
import { RowProblems } from './row-problems';
import { SampleRows } from './sample-rows';
import { TableAccounts } from './table-accounts';
import classes from './importer.module.css';

const ZONES = ['Europe/Helsinki', 'Europe/Stockholm', 'Europe/London', 'UTC', 'America/New_York'];

/** What the import would do; nothing has been written yet. */
export function Preview() {
  const { t } = useTranslation('importer');
  const { plan, problem, files, profile, timeZone, setProfile, setTimeZone } = useImporter();
  return (
    <>
      <div className={classes.choices}>
        <NativeSelect
          label={t('profile')}
          value={profile}
          data={profileNames.map((name) => ({ value: name, label: t(`profiles.${name}`) }))}
          onChange={({ currentTarget }) => {
            const chosen = profileNames.find((name) => name === currentTarget.value);
            if (chosen) drop(setProfile(chosen));
          }}
        />
        <NativeSelect
          label={t('timeZone')}
          description={t('timeZoneHint')}
          value={timeZone}
          data={ZONES}
          onChange={({ currentTarget }) => drop(setTimeZone(currentTarget.value))}
        />
      </div>
      <ProblemNote problem={problem} />
      {plan ? (
        <>
          <section aria-label={t('tables')}>
            <TableAccounts plan={plan} />
            <RecordCounts plan={plan} />
          </section>
          <RowProblems plan={plan} kind="rejected" />
          <RowProblems plan={plan} kind="remarks" />
        </>
      ) : null}
      {profile === 'generic'
        ? files?.loaded.tables.map((table) => <MappingEditor key={table.name} table={table} />)
        : plan && <MappingList plan={plan} />}
      {plan ? <SampleRows plan={plan} /> : null}
    </>
  );
}

import { Table } from '@mantine/core';
import type { ImportPlan } from '@shared/import/plan';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './importer.module.css';

/** The first rows as they were read: broken letters show here before anything is written. */
export function SampleRows({ plan }: { plan: ImportPlan }) {
  const { t } = useTranslation('importer');
  return (
    <details className={classes.details}>
      <summary>{t('sampleRows')}</summary>
      {plan.tables.map(({ table, file, sample }) => (
        <div key={`${file}/${table}`} className={classes.scroll}>
          <Table verticalSpacing={4} className={classes.sample}>
            <Table.Caption>{table}</Table.Caption>
            <Table.Thead>
              <Table.Tr>
                {sample.columns.map((column) => (
                  <Table.Th key={column} scope="col">
                    {column}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {sample.rows.map((cells) => (
                <Table.Tr key={cells.join('\u0000')}>
                  {cells.map((cell, index) => (
                    <Table.Td key={sample.columns[index]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      ))}
    </details>
  );
}

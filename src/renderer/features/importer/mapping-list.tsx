import { Table } from '@mantine/core';
import type { ImportPlan } from '@shared/import/plan';
import { useTranslation } from '@renderer/ui/use-translation';
import { useTargetText } from './use-target-text';
import classes from './importer.module.css';

/** Where the columns of a known source go. */
export function MappingList({ plan }: { plan: ImportPlan }) {
  const { t } = useTranslation('importer');
  const targetText = useTargetText();
  return (
    <details className={classes.details}>
      <summary>{t('mapping')}</summary>
      <Table verticalSpacing={4} className={classes.table}>
        <Table.Tbody>
          {plan.mappings.map(({ table, column, target }) => (
            <Table.Tr key={`${table}/${column}`}>
              <Table.Td>{table}</Table.Td>
              <Table.Th scope="row">{column}</Table.Th>
              <Table.Td>{targetText(target)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}

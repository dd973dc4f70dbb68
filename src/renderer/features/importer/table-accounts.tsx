import { Table } from '@mantine/core';
import type { ImportPlan } from '@shared/import/plan';
import { formatNumber } from '@shared/i18n/format';
import { useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './importer.module.css';

/** What becomes of every row of every table. */
export function TableAccounts({ plan }: { plan: ImportPlan }) {
  const { t } = useTranslation('importer');
  const language = useLanguage();
  const head = [t('table'), t('rows'), t('imported'), t('repeated'), t('setAside'), t('rejected')];
  return (
    <div className={classes.scroll}>
      <Table withRowBorders verticalSpacing={4} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            {head.map((title) => (
              <Table.Th key={title} scope="col">
                {title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plan.tables.map((table) => (
            <Table.Tr key={`${table.file}/${table.table}`}>
              <Table.Th scope="row">
                {table.table}
                <span className={classes.muted}>
                  {table.setAsideReason
                    ? t(`setAsideReasons.${table.setAsideReason}`)
                    : t('fileFacts', { file: fileName(table.file), encoding: table.encoding })}
                </span>
              </Table.Th>
              {[table.rows, table.imported, table.repeated, table.setAside, table.rejected.length].map(
                (count, index) => (
                  <Table.Td key={head[index + 1]} data-empty={count === 0 || undefined}>
                    {formatNumber(count, language)}
                  </Table.Td>
                ),
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}

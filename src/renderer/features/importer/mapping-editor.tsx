import { NativeSelect, Table } from '@mantine/core';
import { drop } from '@shared/lib/drop';
import { entities, fieldsOf } from '@shared/import/generic/fields';
import type { Entity } from '@shared/import/generic/fields';
import type { TableMapping } from '@shared/import/generic/mapping';
import type { TableFacts } from '@renderer/data/commands/import-files';
import { useTranslation } from '@renderer/ui/use-translation';
import { useImporter } from './importer-store';
import { useTargetText } from './use-target-text';
import classes from './importer.module.css';

const singular: Record<Entity, string> = { tickets: 'ticket', customers: 'customer', contacts: 'contact' };

/** Which field each column of an unknown table goes to. */
export function MappingEditor({ table }: { table: TableFacts }) {
  const { t } = useTranslation('importer');
  const targetText = useTargetText();
  const { mappings, setMapping } = useImporter();
  const mapping = mappings[table.name] ?? table.guess;
  const change = (next: TableMapping) => drop(setMapping(table.name, next));
  const setField = (column: string, field: string) => {
    // A field has one column: the one chosen last.
    const others = Object.entries(mapping.columns).filter(
      ([name, taken]) => name !== column && (taken !== field || field === ''),
    );
    change({ ...mapping, columns: Object.fromEntries([...others, [column, field]]) });
  };
  const choices = [
    { value: '', label: t('kept') },
    ...fieldsOf(mapping.entity).map((field) => ({
      value: field,
      label: targetText(`${singular[mapping.entity]}.${field}`),
    })),
  ];
  return (
    <section className={classes.mapping} aria-label={`${t('mapping')}: ${table.name}`}>
      <NativeSelect
        label={`${table.name}: ${t('entity')}`}
        value={mapping.entity}
        data={entities.map((entity) => ({ value: entity, label: t(`entities.${entity}`) }))}
        onChange={({ currentTarget }) => {
          const entity = entities.find((name) => name === currentTarget.value) ?? 'tickets';
          const fits = new Set(fieldsOf(entity));
          const columns = Object.entries(mapping.columns).filter(([, field]) => fits.has(field));
          change({ entity, columns: Object.fromEntries(columns) });
        }}
      />
      <p className={classes.muted}>{t('mappingHint')}</p>
      <Table verticalSpacing={4} className={classes.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('column')}</Table.Th>
            <Table.Th scope="col">{t('example')}</Table.Th>
            <Table.Th scope="col">{t('becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {table.columns.map((column, index) => (
            <Table.Tr key={column}>
              <Table.Th scope="row">{column}</Table.Th>
              <Table.Td className={classes.value}>{table.examples[index]}</Table.Td>
              <Table.Td>
                <NativeSelect
                  aria-label={column}
                  value={Object.hasOwn(mapping.columns, column) ? mapping.columns[column] : ''}
                  data={choices}
                  onChange={({ currentTarget }) => setField(column, currentTarget.value)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

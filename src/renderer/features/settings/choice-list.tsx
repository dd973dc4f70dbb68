import { Button, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ulid } from 'ulid';
import type { DispositionItem } from '@shared/domain/team/team';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { move } from './move';
import { NameField } from './name-fields';
import { RowButtons } from './row-buttons';
import classes from './settings.module.css';
import table from './table.module.css';

/** A short list of choices with names in both languages; its order is the order of the number keys. */
export function ChoiceList({
  title,
  addText,
  items,
  readOnly,
  usedBy,
  onChange,
}: {
  title: string;
  addText: string;
  items: readonly DispositionItem[];
  readOnly: boolean;
  /** How many records name this choice. */
  usedBy: (id: string) => number;
  onChange: (items: DispositionItem[]) => void;
}) {
  const { t } = useTranslation(['settings', 'common']);
  const language = useLanguage();
  const keepReason = (id: string) => {
    const count = usedBy(id);
    if (count > 0) return t('calls.inUse', { count });
    return items.length === 1 ? t('calls.lastOne') : '';
  };
  return (
    <section aria-label={title}>
      <h3 className={classes.cardTitle}>{title}</h3>
      <table className={table.table}>
        <thead>
          <tr>
            <th aria-hidden />
            <th>{t('finnish')}</th>
            <th>{t('english')}</th>
            {readOnly ? null : (
              <th>
                <VisuallyHidden>{t('common:more')}</VisuallyHidden>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {items.map((item, index) => {
            const name = localized(item.name, language) || addText;
            return (
              <tr key={item.id}>
                <td className={table.number}>{index + 1}</td>
                {(['fi', 'en'] as const).map((each) => (
                  <td key={each}>
                    <NameField
                      language={each}
                      about={name}
                      name={item.name}
                      readOnly={readOnly}
                      onChange={(next) =>
                        onChange(items.map((other) => (other === item ? { ...item, name: next } : other)))
                      }
                    />
                  </td>
                ))}
                {readOnly ? null : (
                  <td className={table.end}>
                    <RowButtons
                      name={name}
                      isFirst={index === 0}
                      isLast={index === items.length - 1}
                      keepReason={keepReason(item.id)}
                      onMove={(by) => onChange(move(items, index, by))}
                      onRemove={() => onChange(items.filter((other) => other !== item))}
                    />
                  </td>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
      {readOnly ? null : (
        <Button
          variant="default"
          mt={8}
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => onChange([...items, { id: ulid(), name: { fi: '', en: '' } }])}
        >
          {addText}
        </Button>
      )}
    </section>
  );
}

import type { ReactNode } from 'react';
import { useEffect, useLayoutEffect } from 'react';
import type { ComboboxStore } from '@mantine/core';
import { Combobox } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './picker-button.module.css';

export interface PickerOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

interface PickerListProps {
  label: string;
  values: readonly string[];
  options: readonly PickerOption[];
  combobox: ComboboxStore;
  /** What the options are narrowed by; null where they are too few for that. */
  search: string | null;
  onSearch: (search: string) => void;
}

/** The open list of a picker: what is chosen now is at hand, and typing narrows it. */
export function PickerList({ label, values, options, combobox, search, onSearch }: PickerListProps) {
  const { t } = useTranslation('common');
  const { searchRef, selectActiveOption } = combobox;
  useLayoutEffect(() => searchRef.current?.focus({ preventScroll: true }), [searchRef]);
  useEffect(() => void selectActiveOption(), [selectActiveOption]);
  const words = (search ?? '').trim().toLocaleLowerCase();
  const shown = options.filter((option) => option.label.toLocaleLowerCase().includes(words));
  return (
    <>
      {search === null ? null : (
        <Combobox.Search
          value={search}
          onChange={(event) => {
            onSearch(event.currentTarget.value);
            combobox.selectFirstOption();
          }}
          placeholder={t('search')}
          aria-label={`${t('search')}: ${label}`}
        />
      )}
      <Combobox.Options className={classes.options} aria-label={label}>
        {shown.map((option) => (
          <Combobox.Option
            key={option.value}
            value={`=${option.value}`}
            active={values.includes(option.value)}
            aria-selected={values.includes(option.value)}
            className={classes.option}
          >
            <IconCheck
              size={14}
              className={classes.check}
              data-on={values.includes(option.value)}
              aria-hidden
            />
            {option.icon}
            <span className={classes.optionText}>{option.label}</span>
          </Combobox.Option>
        ))}
        {shown.length === 0 ? <Combobox.Empty>{t('none')}</Combobox.Empty> : null}
      </Combobox.Options>
    </>
  );
}

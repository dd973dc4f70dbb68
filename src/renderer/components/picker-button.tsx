import type { ReactNode } from 'react';
import { useEffect, useState } from 'react';
import { Combobox, UnstyledButton, useCombobox } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './picker-button.module.css';

export interface PickerOption {
  value: string;
  label: string;
  icon?: ReactNode;
}

const SEARCH_FROM = 7;

interface PickerProps {
  /** What is chosen here: read before the value. */
  label: string;
  values: readonly string[];
  options: readonly PickerOption[];
  onPick: (value: string) => void;
  /** What the button shows. */
  children: ReactNode;
  /** Stays open for more choices. */
  multiple?: boolean;
  disabled?: boolean;
  /** Opens each time this grows; for shortcuts. */
  openSignal?: number;
}

/** A compact button that opens a list to choose from; a field to narrow it when the list is long. */
export function PickerButton(props: PickerProps) {
  const { label, values, options, onPick, multiple = false, openSignal = 0 } = props;
  const { t } = useTranslation('common');
  const [search, setSearch] = useState('');
  const searchable = options.length >= SEARCH_FROM;
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
    },
    onDropdownOpen: () => {
      if (searchable) combobox.focusSearchInput();
      combobox.selectActiveOption();
    },
  });
  const { openDropdown, focusTarget } = combobox;
  useEffect(() => {
    if (openSignal === 0) return;
    focusTarget();
    openDropdown();
    // Only a new signal opens; the functions are new at every render.
    // eslint-disable-next-line react/exhaustive-deps
  }, [openSignal]);
  const words = search.trim().toLocaleLowerCase();
  const shown = options.filter((option) => option.label.toLocaleLowerCase().includes(words));
  return (
    <Combobox
      store={combobox}
      width="max-content"
      position="bottom-start"
      disabled={props.disabled ?? false}
      onOptionSubmit={(value) => {
        onPick(value.slice(1));
        if (!multiple) combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton
          className={classes.button}
          disabled={props.disabled ?? false}
          onClick={() => combobox.toggleDropdown()}
          onKeyDownCapture={(event) => {
            // Esc closes the list and nothing behind it.
            if (event.key === 'Escape' && combobox.dropdownOpened) event.preventDefault();
          }}
          title={label}
        >
          <span className={classes.hidden}>{label}: </span>
          <span className={classes.value}>{props.children}</span>
          <IconChevronDown size={12} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        {searchable ? (
          <Combobox.Search
            value={search}
            onChange={(event) => {
              setSearch(event.currentTarget.value);
              combobox.selectFirstOption();
            }}
            placeholder={t('search')}
            aria-label={`${t('search')}: ${label}`}
          />
        ) : null}
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
      </Combobox.Dropdown>
    </Combobox>
  );
}

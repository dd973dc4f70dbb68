import type { ReactNode } from 'react';
import { useEffect, useRef, useState } from 'react';
import { Combobox, UnstyledButton, VisuallyHidden, useCombobox } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { PickerList } from './picker-list';
import type { PickerOption } from './picker-list';
import classes from './picker-button.module.css';

const SEARCH_FROM = 4;

interface PickerProps {
  /** What is chosen here: read before the value. */
  label: string;
  values: readonly string[];
  options: readonly PickerOption[];
  onPick: (value: string) => void;
  /** What the button shows. */
  children: ReactNode;
  disabled?: boolean;
  /** Opens each time this grows; for shortcuts. */
  openSignal?: number;
}

/** A compact button that opens a list to choose from; a field to narrow it when the list is long. */
export function PickerButton(props: PickerProps) {
  const { label, options, onPick, openSignal = 0 } = props;
  const [search, setSearch] = useState('');
  const searchable = options.length >= SEARCH_FROM;
  const returnTo = useRef<HTMLElement | null>(null);
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
      giveFocusBack();
    },
  });
  const { openDropdown, targetRef } = combobox;
  /** Back to where the shortcut was pressed, else to the button; never away from what was clicked meanwhile. */
  function giveFocusBack(): void {
    const from = returnTo.current;
    returnTo.current = null;
    // After the browser has moved the focus: only then is it known whether a click took it elsewhere.
    setTimeout(() => {
      const now = document.activeElement;
      const { searchRef, targetRef } = combobox;
      if (now !== document.body && now !== searchRef.current && now !== targetRef.current) return;
      const back = from?.isConnected && from !== document.body ? from : targetRef.current;
      back?.focus({ preventScroll: true });
    }, 0);
  }
  useEffect(() => {
    if (openSignal === 0) return;
    returnTo.current = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    targetRef.current?.focus({ preventScroll: true });
    openDropdown();
    // Only a new signal opens; the functions are new at every render.
    // eslint-disable-next-line react/exhaustive-deps
  }, [openSignal]);
  return (
    <Combobox
      store={combobox}
      // A ticket has half a dozen of these: their lists are made when they are opened.
      keepMounted={false}
      width="max-content"
      position="bottom-start"
      disabled={props.disabled ?? false}
      onOptionSubmit={(value) => {
        onPick(value.slice(1));
        combobox.closeDropdown();
      }}
    >
      <Combobox.Target targetType="button">
        <UnstyledButton
          className={classes.button}
          disabled={props.disabled ?? false}
          onClick={() => combobox.toggleDropdown()}
          onKeyDownCapture={(event) => {
            if (!combobox.dropdownOpened) return;
            // Esc closes the list and nothing behind it.
            if (event.key === 'Escape') event.preventDefault();
            // A letter chooses in the open list; it must not be a shortcut of the screen behind.
            if (event.key.length !== 1 || event.key === ' ' || event.ctrlKey || event.metaKey || event.altKey)
              return;
            event.preventDefault();
            if (searchable) return;
            const letter = event.key.toLocaleLowerCase();
            const index = options.findIndex(({ label }) => label.toLocaleLowerCase().startsWith(letter));
            if (index >= 0) combobox.selectOption(index);
          }}
          title={label}
        >
          <VisuallyHidden>{label}: </VisuallyHidden>
          <span className={classes.value}>{props.children}</span>
          <IconChevronDown size={12} className={classes.chevron} aria-hidden />
        </UnstyledButton>
      </Combobox.Target>
      <Combobox.Dropdown className={classes.dropdown}>
        <PickerList {...props} combobox={combobox} search={searchable ? search : null} onSearch={setSearch} />
      </Combobox.Dropdown>
    </Combobox>
  );
}

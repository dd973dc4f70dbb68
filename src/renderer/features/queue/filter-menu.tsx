import type { ReactNode } from 'react';
import { Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from '@renderer/ui/use-translation';
import { useQueueStore } from './queue-store';
import type { Filter } from './use-filters';
import classes from './filter-bar.module.css';

/** All filters behind one button: first what to narrow by, then its values. Stays open for several. */
export function FilterMenu({ filters, icon }: { filters: readonly Filter[]; icon: ReactNode }) {
  const { t } = useTranslation('queue');
  const { query, toggle } = useQueueStore();
  const inUse = filters.reduce((sum, filter) => sum + query[filter.id].length, 0);
  return (
    <Menu position="bottom-start" closeOnItemClick={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <UnstyledButton className={classes.menuButton}>
          {icon}
          <span>{t('filterLabel')}</span>
          {inUse > 0 ? <span className={classes.inUse}>{inUse}</span> : null}
          <IconChevronDown size={12} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.map((filter) => (
          <Menu.Sub key={filter.id}>
            <Menu.Sub.Target>
              <Menu.Sub.Item>
                {filter.label}
                {query[filter.id].length > 0 ? ` · ${query[filter.id].length}` : ''}
              </Menu.Sub.Item>
            </Menu.Sub.Target>
            <Menu.Sub.Dropdown className={classes.values}>
              {filter.options.map((option) => {
                const on = (query[filter.id] as readonly string[]).includes(option.value);
                return (
                  <Menu.CheckboxItem
                    key={option.value}
                    checked={on}
                    onChange={() => toggle(filter.id, option.value)}
                  >
                    <span className={classes.value}>
                      {option.icon}
                      {option.label}
                    </span>
                  </Menu.CheckboxItem>
                );
              })}
            </Menu.Sub.Dropdown>
          </Menu.Sub>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

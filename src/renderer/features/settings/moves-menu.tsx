import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { PipelineState } from '@shared/domain/team/team';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import classes from './settings.module.css';

/** To which states a ticket may move from this one. */
export function MovesMenu({
  state,
  states,
  readOnly,
  onChange,
}: {
  state: PipelineState;
  states: readonly PipelineState[];
  readOnly: boolean;
  onChange: (moves: string[]) => void;
}) {
  const { t } = useTranslation('settings');
  const language = useLanguage();
  const others = states.filter(({ id }) => id !== state.id);
  const moves = state.moves.filter((id) => others.some((other) => other.id === id));
  const text = moves.length === 0 ? t('pipelines.toAll') : t('pipelines.toSome', { count: moves.length });
  if (readOnly) {
    const names = others.filter(({ id }) => moves.includes(id)).map(({ name }) => localized(name, language));
    return <span title={names.join(', ')}>{text}</span>;
  }
  const label = t('pipelines.movesOf', { name: localized(state.name, language) });
  return (
    <Popover position="bottom-start" shadow="md" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          aria-label={`${label}: ${text}`}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          {text}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap={8}>
          {others.map(({ id, name }) => (
            <Checkbox
              key={id}
              label={localized(name, language)}
              checked={moves.includes(id)}
              onChange={(event) =>
                onChange(event.currentTarget.checked ? [...moves, id] : moves.filter((move) => move !== id))
              }
            />
          ))}
          <p className={classes.muted}>{t('pipelines.movesHint')}</p>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

import { Button, Select, VisuallyHidden } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { ulid } from 'ulid';
import type { Pipeline, PipelineState, StateCategory } from '@shared/domain/team/team';
import { useHeaders } from '@renderer/data/queries/records';
import { localized, useLanguage } from '@renderer/ui/use-language';
import { useTranslation } from '@renderer/ui/use-translation';
import { move } from './move';
import { MovesMenu } from './moves-menu';
import { isNamed, NameField } from './name-fields';
import { RowButtons } from './row-buttons';
import { SettingCard } from './setting-card';
import { useIsLead } from './use-is-lead';
import { useSettingForm } from './use-setting-form';
import classes from './settings.module.css';
import table from './table.module.css';

const categories: readonly StateCategory[] = ['new', 'open', 'waiting', 'resolved', 'closed'];

/** The states of one ticket type: names, meaning, order and allowed moves. */
export function PipelineCard({ pipeline }: { pipeline: Pipeline }) {
  const { t } = useTranslation(['settings', 'common']);
  const language = useLanguage();
  const isLead = useIsLead();
  const tickets = useHeaders('ticket').filter((ticket) => ticket.ticketType === pipeline.ticketType);
  const { name, states } = pipeline;
  const form = useSettingForm(pipeline._id, { name, states });
  const shown = form.values.states;
  const title = localized(name, language);

  const change = (index: number, values: Partial<PipelineState>) =>
    form.set({ states: shown.map((state, at) => (at === index ? { ...state, ...values } : state)) });
  const remove = (id: string) =>
    form.set({
      states: shown
        .filter((state) => state.id !== id)
        .map((state) => ({ ...state, moves: state.moves.filter((target) => target !== id) })),
    });
  const add = () =>
    form.set({ states: [...shown, { id: ulid(), name: { fi: '', en: '' }, category: 'open', moves: [] }] });
  const keepReason = (id: string) => {
    const count = tickets.filter((ticket) => ticket.status === id).length;
    if (count > 0) return t('pipelines.inUse', { count });
    return shown.length === 1 ? t('pipelines.lastState') : '';
  };
  const problem = [form.values.name, ...shown.map((state) => state.name)].every(isNamed)
    ? null
    : t('nameNeeded');

  return (
    <SettingCard title={title} form={form} problem={problem}>
      <div className={classes.row}>
        {(['fi', 'en'] as const).map((each) => (
          <div className={classes.grow} key={each}>
            <NameField
              language={each}
              label={`${t('pipelines.name')} ${each === 'fi' ? t('inFinnish') : t('inEnglish')}`}
              about={title}
              name={form.values.name}
              readOnly={!isLead}
              onChange={(next) => form.set({ name: next })}
            />
          </div>
        ))}
      </div>
      <table className={table.table}>
        <thead>
          <tr>
            <th>{`${t('pipelines.state')} ${t('inFinnish')}`}</th>
            <th>{`${t('pipelines.state')} ${t('inEnglish')}`}</th>
            <th>{t('pipelines.category')}</th>
            <th>{t('pipelines.moves')}</th>
            {isLead ? (
              <th>
                <VisuallyHidden>{t('common:more')}</VisuallyHidden>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((state, index) => {
            const stateName = localized(state.name, language) || t('pipelines.newState');
            return (
              <tr key={state.id}>
                {(['fi', 'en'] as const).map((each) => (
                  <td key={each}>
                    <NameField
                      language={each}
                      about={stateName}
                      name={state.name}
                      readOnly={!isLead}
                      onChange={(next) => change(index, { name: next })}
                    />
                  </td>
                ))}
                <td>
                  <Select
                    w={116}
                    aria-label={`${stateName}: ${t('pipelines.category')}`}
                    readOnly={!isLead}
                    data={categories.map((value) => ({ value, label: t(`pipelines.categories.${value}`) }))}
                    value={state.category}
                    onChange={(value) => change(index, { category: value as StateCategory })}
                  />
                </td>
                <td className={table.nowrap}>
                  <MovesMenu
                    state={state}
                    states={shown}
                    readOnly={!isLead}
                    onChange={(moves) => change(index, { moves })}
                  />
                </td>
                {isLead ? (
                  <td className={table.end}>
                    <RowButtons
                      name={stateName}
                      isFirst={index === 0}
                      isLast={index === shown.length - 1}
                      keepReason={keepReason(state.id)}
                      onMove={(by) => form.set({ states: move(shown, index, by) })}
                      onRemove={() => remove(state.id)}
                    />
                  </td>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {isLead ? (
        <div>
          <Button variant="default" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
            {t('pipelines.addState')}
          </Button>
        </div>
      ) : null}
    </SettingCard>
  );
}

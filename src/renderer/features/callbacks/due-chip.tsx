import { IconAlertTriangle, IconCalendar, IconCheck, IconClock, IconX } from '@tabler/icons-react';
import { Chip } from '@renderer/ui/chip';
import type { ChipTone } from '@renderer/ui/chip';
import { useLanguage } from '@renderer/ui/use-language';
import type { Callback } from '@shared/domain/calls/call';
import { formatMoment, formatShort, formatTime, formatWeekday } from '@shared/i18n/format';
import { useTranslation } from '@renderer/ui/use-translation';
import { dueOf } from './callback-queue';
import type { Due } from './callback-queue';

const looks: Record<Due, { tone: ChipTone; icon: typeof IconClock }> = {
  overdue: { tone: 'red', icon: IconAlertTriangle },
  today: { tone: 'blue', icon: IconClock },
  later: { tone: 'grey', icon: IconCalendar },
  done: { tone: 'green', icon: IconCheck },
  cancelled: { tone: 'grey', icon: IconX },
};

/** When a callback is due, and whether it is late. @param now ISO */
export function DueChip({ callback, now }: { callback: Callback; now: string }) {
  const { t } = useTranslation('callbacks');
  const language = useLanguage();
  const due = dueOf(callback, now);
  const { tone, icon: Icon } = looks[due];
  const time = formatShort(callback.dueAt, now, language);
  // A promise is a time of day too: "Monday" alone would be rung at the wrong end of it.
  const clock = due === 'later' ? ` ${formatTime(callback.dueAt, language)}` : '';
  const day = due === 'later' ? `${formatWeekday(callback.dueAt, language)} ` : '';
  return (
    <Chip tone={tone} icon={<Icon size={12} aria-hidden />} title={formatMoment(callback.dueAt, language)}>
      {due === 'later' ? `${day}${time}${clock}` : `${t(`due.${due}`)} ${time}`}
    </Chip>
  );
}

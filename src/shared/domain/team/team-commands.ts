import { z } from 'zod';
import { CommandError, defineCommand } from '../record/command';
import { shortText, userName } from '../record/fields';
import { newEvent, newHeader, planChange, withEventId } from '../record/write';
import type { HeaderDocument } from '../record/documents';
import { localizedText } from './team';

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const minutes = z.number().int().min(1).max(1_000_000);
const categories = ['new', 'open', 'waiting', 'resolved', 'closed'] as const;
const dispositionItem = z.object({ id: shortText.min(1), name: localizedText });

/** What a lead may write into each kind of setting. */
const settingValues = {
  agent: z.object({ name: shortText.min(1), email: shortText, phone: shortText }),
  group: z.object({ name: shortText.min(1), members: z.array(userName) }),
  pipeline: z.object({
    ticketType: shortText.min(1),
    name: localizedText,
    states: z
      .array(
        z.object({
          id: shortText.min(1),
          name: localizedText,
          category: z.enum(categories),
          moves: z.array(shortText),
        }),
      )
      .min(1),
  }),
  serviceLevel: z.object({
    name: shortText.min(1),
    calendarId: shortText,
    targets: z.record(
      z.string(),
      z.object({ firstResponse: minutes, nextResponse: minutes, updateDue: minutes, resolution: minutes }),
    ),
  }),
  calendar: z.object({
    name: shortText.min(1),
    timeZone: shortText.min(1),
    week: z.record(z.string().regex(/^[1-7]$/), z.array(z.object({ from: timeOfDay, to: timeOfDay }))),
    holidays: z.array(z.iso.date()),
  }),
  disposition: z.object({
    reasons: z.array(dispositionItem).min(1),
    outcomes: z.array(dispositionItem).min(1),
  }),
  team: z.object({ name: shortText.min(1), language: z.enum(['fi', 'en']) }),
};
type SettingType = keyof typeof settingValues;

function isSettingType(type: string): type is SettingType {
  return Object.hasOwn(settingValues, type);
}

/** Creates or changes a setting of the team. A set field (a group's members) is written element by element. */
export const saveSetting = defineCommand({
  name: 'saveSetting',
  args: z.object({
    /** `group:support`; a new one when no such record exists. */
    id: z.string().regex(/^[a-zA-Z]+:.{1,100}$/),
    values: z.record(z.string(), z.unknown()),
    archived: z.boolean().optional(),
  }),
  plan({ id, values, archived }, context) {
    const colon = id.indexOf(':');
    const type = id.slice(0, colon);
    if (!isSettingType(type)) throw new CommandError('invalid', `${type} is not a setting`);
    const existing = context.read<HeaderDocument>(id);
    const schema = existing ? settingValues[type].partial() : settingValues[type];
    const parsed = schema.safeParse(values);
    if (!parsed.success) throw new CommandError('invalid', parsed.error.message);
    const fields = parsed.data as Record<string, unknown>;
    if (!existing) {
      const created = { ...newHeader<HeaderDocument>(type, id.slice(colon + 1), {}, context), ...fields };
      return {
        headers: [created],
        events: [newEvent('created', created, {}, context.stamp(), context)],
        result: { eventId: null },
      };
    }
    return withEventId(planChange(existing, { ...withMembers(existing, fields), archived }, context));
  },
});

function withMembers(existing: HeaderDocument, fields: Record<string, unknown>): Record<string, unknown> {
  const { members, ...others } = fields;
  if (!Array.isArray(members)) return fields;
  const before = Array.isArray(existing['members']) ? (existing['members'] as string[]) : [];
  const after = members as string[];
  return Object.fromEntries([
    ...Object.entries(others),
    ...after.filter((user) => !before.includes(user)).map((user) => [`members.${user}`, true] as const),
    ...before.filter((user) => !after.includes(user)).map((user) => [`members.${user}`, false] as const),
  ]);
}

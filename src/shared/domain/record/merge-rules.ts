/**
 * How two versions of a field become one (docs/conflicts.md explains each in words):
 * - `register`: the later stamp wins; the change events keep the other value.
 * - `min`, `max`: the smaller or larger value; absent values lose. For facts such as "first answered at".
 * - `set`: an array of texts; each element is a register of its own (present or not).
 * - `map`: an object of entries; each field of each entry is a register of its own.
 * - `immutable`: written once, at creation.
 */
export type MergeRule = 'register' | 'min' | 'max' | 'set' | 'map' | 'immutable';

const everyHeader = {
  createdAt: 'immutable',
  createdBy: 'immutable',
  sourceId: 'immutable',
} satisfies Record<string, MergeRule>;

/** Fields that are not named here, from newer versions too, are registers. */
const rulesByType: Record<string, Record<string, MergeRule>> = {
  ticket: {
    number: 'immutable',
    tags: 'set',
    firstRespondedAt: 'min',
    lastContactAt: 'max',
    lastActivityAt: 'max',
  },
  call: { agent: 'immutable', ticketIds: 'set', holds: 'map' },
  callback: { ticketIds: 'set', attempts: 'map' },
  customer: { tags: 'set', phones: 'set', domains: 'set' },
  contact: { customerIds: 'set', phones: 'set', emails: 'set' },
  template: {},
  run: { templateId: 'immutable', definition: 'immutable', steps: 'map' },
  group: { members: 'set' },
  device: { prefix: 'immutable', erasures: 'map' },
};

/** The rule of a header's field. */
export function mergeRule(type: string, field: string): MergeRule {
  if (Object.hasOwn(everyHeader, field)) return everyHeader[field as keyof typeof everyHeader];
  const rules = Object.hasOwn(rulesByType, type) ? rulesByType[type] : undefined;
  return (rules && Object.hasOwn(rules, field) ? rules[field] : undefined) ?? 'register';
}

/** The whole table, for documentation and tests. */
export function mergeRuleTable(): ReadonlyArray<{ type: string; field: string; rule: MergeRule }> {
  return Object.entries(rulesByType).flatMap(([type, rules]) =>
    Object.entries({ ...everyHeader, ...rules }).map(([field, rule]) => ({ type, field, rule })),
  );
}

/** What the log's own words are here. */
const states: Record<string, string> = {
  new: 'new',
  active: 'inProgress',
  'awaiting user info': 'waitingCustomer',
  'awaiting problem': 'waitingThirdParty',
  'awaiting vendor': 'waitingThirdParty',
  'awaiting evidence': 'waitingCustomer',
  resolved: 'resolved',
  closed: 'closed',
};

const channels: Record<string, string> = {
  phone: 'phone',
  ivr: 'phone',
  email: 'mail',
  'self service': 'web',
  'direct opening': 'walkIn',
};

/** Impact and urgency, each 1-3, give the priority that the log's system gives. */
const matrix: Record<string, 'high' | 'medium' | 'low'> = {
  '1x1': 'high',
  '1x2': 'high',
  '2x1': 'high',
  '1x3': 'medium',
  '2x2': 'medium',
  '3x1': 'medium',
  '2x3': 'low',
  '3x2': 'low',
  '3x3': 'low',
};

/** The state's id in the incident pipeline, or null for a state nobody knows. */
export function stateFor(text: string): string | null {
  const key = text.trim().toLowerCase();
  return Object.hasOwn(states, key) ? (states[key] ?? null) : null;
}

export function channelFor(text: string): string {
  const key = text.trim().toLowerCase();
  return (Object.hasOwn(channels, key) ? channels[key] : undefined) ?? 'import';
}

/** From the priority `2 - High`, or from impact and urgency where it is not known; null when nothing is. */
export function priorityFor(priority: string, impact: string, urgency: string): string | null {
  const level = Number.parseInt(priority, 10);
  if (level === 1 || level === 2) return 'high';
  if (level === 3) return 'medium';
  if (level >= 4) return 'low';
  return matrix[`${Number.parseInt(impact, 10)}x${Number.parseInt(urgency, 10)}`] ?? null;
}

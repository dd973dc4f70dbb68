import { describe, expect, it } from 'vitest';
import { joinPeople } from './people';

const agents = [
  { user: 'maija', name: 'Maija Virtanen', role: 'lead' as const },
  { user: 'eero', name: 'Eero Mattila', role: 'agent' as const },
];

describe('people of the team', () => {
  it('shows people who have no account beside those who have', () => {
    const people = joinPeople(agents, [
      { user: 'maija', displayName: 'maija', role: 'lead', active: true },
      { user: 'pois', displayName: 'Pois Lähtenyt', role: 'agent', active: false },
    ]);
    expect(
      people.map(({ user, displayName, active, hasAccount }) => [user, displayName, active, hasAccount]),
    ).toEqual([
      ['maija', 'Maija Virtanen', true, true],
      ['pois', 'Pois Lähtenyt', false, true],
      ['eero', 'Eero Mattila', true, false],
    ]);
  });
  it('does not claim that accounts are missing while the server is out of reach', () => {
    expect(joinPeople(agents, null).every((person) => person.hasAccount)).toBe(true);
  });
});

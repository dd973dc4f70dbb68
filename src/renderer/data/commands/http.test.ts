import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { membershipIn } from './account';
import { ask, problemOf } from './http';

describe('answers of a server', () => {
  it('tell a locked account from missing rights, though both are a 403', () => {
    const locked = { error: 'forbidden', reason: 'Account is temporarily locked due to multiple failures' };
    expect(problemOf(403, locked)).toBe('lockedOut');
    expect(problemOf(403, { error: 'forbidden', reason: 'You are not allowed' })).toBe('noRights');
  });
  it('believe only what speaks like a team server', () => {
    expect(problemOf(401, { error: 'unauthorized', reason: 'Name or password is incorrect.' })).toBe(
      'wrongPassword',
    );
    expect(problemOf(401, undefined)).toBe('notATeamServer');
    expect(problemOf(403, '<html>')).toBe('notATeamServer');
  });
  it('take the code that our own API names, whatever the status', () => {
    expect(problemOf(502, { error: 'unreachable', message: 'no answer' })).toBe('unreachable');
    expect(problemOf(503, { error: 'hiccup' })).toBe('serverError');
  });
  it('are values, never exceptions', async () => {
    const shape = z.object({ ok: z.boolean() });
    const broken = () => Promise.reject(new TypeError('failed to fetch'));
    expect(await ask(shape, 'GET', '/x', undefined, broken)).toEqual({ ok: false, problem: 'noConnection' });
    const page = () => Promise.resolve(new Response('<html>sign in</html>'));
    expect(await ask(shape, 'GET', '/x', undefined, page)).toEqual({ ok: false, problem: 'notATeamServer' });
    const good = () => Promise.resolve(Response.json({ ok: true }));
    expect(await ask(shape, 'GET', '/x', undefined, good)).toEqual({ ok: true, value: { ok: true } });
  });
});

describe('membership', () => {
  it('is the team and the part that the roles name', () => {
    expect(membershipIn('maija', ['luuri-oy:lead', 'luuri-oy'])).toEqual({
      ok: true,
      value: { database: 'luuri-oy', user: 'maija', role: 'lead' },
    });
  });
  it('is missing without a part in the team, or with a part in another', () => {
    for (const roles of [[], ['_admin'], ['luuri-oy'], ['luuri-oy', 'luuri-toinen:agent']])
      expect(membershipIn('maija', roles)).toEqual({ ok: false, problem: 'noRights' });
  });
});

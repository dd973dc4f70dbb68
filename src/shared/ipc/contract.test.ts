import { describe, expect, it } from 'vitest';
import { calls } from './calls';
import { events } from './events';
import { callChannel, callNames, eventChannel, eventNames } from './names';

describe('the contract', () => {
  it('defines a schema pair for exactly the listed calls', () => {
    expect(Object.keys(calls).toSorted()).toEqual([...callNames].toSorted());
  });

  it('defines a schema for exactly the listed events', () => {
    expect(Object.keys(events).toSorted()).toEqual([...eventNames].toSorted());
  });

  it('gives every call and event a channel of its own', () => {
    const channels = [...callNames.map(callChannel), ...eventNames.map(eventChannel)];
    expect(new Set(channels).size).toBe(channels.length);
  });

  it.each(['../secret', 'a/b', 'a\\b', 'C:x', '', '.', '..', 'x\u0000y', 'a'.repeat(201)])(
    'refuses the file name %j',
    (name) => {
      expect(calls.saveFile.argument.safeParse({ name, bytes: new Uint8Array() }).success).toBe(false);
    },
  );

  it.each(['tiketit 2026.csv', 'ääkköset.json', '.luuri'])('accepts the file name %j', (name) => {
    expect(calls.saveFile.argument.safeParse({ name, bytes: new Uint8Array() }).success).toBe(true);
  });

  it.each(['CommandOrControl+Shift+F2', 'Alt+P', 'F9'])('accepts the key %j', (key) => {
    expect(calls.setHotkey.argument.safeParse(key).success).toBe(true);
  });

  it.each(['', 'Ctrl', 'Shift+', 'F25', 'Shift+Enter+A', 'a'])('refuses the key %j', (key) => {
    expect(calls.setHotkey.argument.safeParse(key).success).toBe(false);
  });
});

import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { menuCommands } from '@shared/ipc/events';
import { menuTemplate, type MenuParts } from './menu';
import { shellText } from './text';

function items(template: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return template.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? items(item.submenu) : [])]);
}

const build = (changes: Partial<MenuParts> = {}) =>
  items(
    menuTemplate({
      text: shellText('fi').menu,
      platform: 'linux',
      development: false,
      command: () => undefined,
      print: () => undefined,
      ...changes,
    }),
  );

describe.each(['linux', 'win32', 'darwin'] as const)('menu on %s', (platform) => {
  it('reaches every command of the page exactly once', () => {
    const command = vi.fn();
    for (const item of build({ platform, command })) {
      if (item.click && item.id !== 'print') item.click(undefined as never, undefined, undefined as never);
    }
    const reached = command.mock.calls.map(([name]: string[]) => name);
    expect(reached).toHaveLength(menuCommands.length);
    expect(new Set(reached)).toEqual(new Set(menuCommands));
  });

  it('leaves no item to a label in the system’s own language', () => {
    const named = build({ platform }).filter(({ type, role }) => type !== 'separator' && role !== 'appMenu');
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter(({ label }) => !label)).toEqual([]);
  });

  it('offers developer tools only to developers', () => {
    const roles = (development: boolean) => build({ platform, development }).map(({ role }) => role);
    expect(roles(false)).not.toContain('toggleDevTools');
    expect(roles(true)).toContain('toggleDevTools');
  });
});

it('the menu binds no key the page may remap', () => {
  const keys = build().flatMap(({ accelerator }) => (accelerator === undefined ? [] : [accelerator]));
  expect(keys).toEqual(['CommandOrControl+P']);
});

import type { MenuItemConstructorOptions } from 'electron';
import type { MenuCommand } from '@shared/ipc/events';
import type { ShellText } from './text';

export interface MenuParts {
  readonly text: ShellText['menu'];
  readonly platform: NodeJS.Platform;
  /** Developer tools and reload are for people who build Luuri. */
  readonly development: boolean;
  readonly command: (command: MenuCommand) => void;
  readonly print: () => void;
}

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

/**
 * The application menu. Single keys and F-keys belong to the page (they are remappable there), so the menu shows
 * no accelerator for its own commands; only the system's usual ones (copy, zoom, quit) are bound here.
 */
export function menuTemplate(parts: MenuParts): MenuItemConstructorOptions[] {
  const mac = parts.platform === 'darwin';
  return [
    ...(mac ? [macMenu(parts)] : []),
    fileMenu(parts, mac),
    editMenu(parts),
    viewMenu(parts),
    {
      label: parts.text.window,
      role: 'window',
      submenu: [
        { label: parts.text.minimize, role: 'minimize' },
        { label: parts.text.close, role: 'close' },
      ],
    },
    {
      label: parts.text.help,
      role: 'help',
      submenu: [page(parts, 'keys'), ...(mac ? [] : [page(parts, 'about')])],
    },
  ];
}

/** An item whose work the page does. */
function page({ text, command }: MenuParts, name: MenuCommand): MenuItemConstructorOptions {
  return { id: name, label: text[name], click: () => command(name) };
}

function macMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { text } = parts;
  return {
    role: 'appMenu',
    submenu: [
      page(parts, 'about'),
      SEPARATOR,
      page(parts, 'settings'),
      SEPARATOR,
      { label: text.hide, role: 'hide' },
      { label: text.hideOthers, role: 'hideOthers' },
      { label: text.showAll, role: 'unhide' },
      SEPARATOR,
      { label: text.quit, role: 'quit' },
    ],
  };
}

function fileMenu(parts: MenuParts, mac: boolean): MenuItemConstructorOptions {
  const { text, print } = parts;
  return {
    label: text.file,
    submenu: [
      page(parts, 'newTicket'),
      page(parts, 'logCall'),
      SEPARATOR,
      { id: 'print', label: text.print, accelerator: 'CommandOrControl+P', click: () => print() },
      ...(mac
        ? []
        : [SEPARATOR, page(parts, 'settings'), SEPARATOR, { label: text.quit, role: 'quit' as const }]),
    ],
  };
}

function editMenu({ text }: MenuParts): MenuItemConstructorOptions {
  return {
    label: text.edit,
    submenu: [
      { label: text.undo, role: 'undo' },
      { label: text.redo, role: 'redo' },
      SEPARATOR,
      { label: text.cut, role: 'cut' },
      { label: text.copy, role: 'copy' },
      { label: text.paste, role: 'paste' },
      { label: text.pasteAsText, role: 'pasteAndMatchStyle' },
      { label: text.selectAll, role: 'selectAll' },
    ],
  };
}

function viewMenu(parts: MenuParts): MenuItemConstructorOptions {
  const { text } = parts;
  const tools: MenuItemConstructorOptions[] = [
    SEPARATOR,
    { label: text.reload, role: 'reload' },
    { label: text.developerTools, role: 'toggleDevTools' },
  ];
  return {
    label: text.view,
    submenu: [
      page(parts, 'search'),
      SEPARATOR,
      { label: text.actualSize, role: 'resetZoom' },
      { label: text.zoomIn, role: 'zoomIn' },
      { label: text.zoomOut, role: 'zoomOut' },
      { label: text.fullScreen, role: 'togglefullscreen' },
      ...(parts.development ? tools : []),
    ],
  };
}

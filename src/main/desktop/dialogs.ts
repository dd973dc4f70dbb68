import type { MessageBoxOptions, MessageBoxReturnValue } from 'electron';
import { fill, type ShellText } from './text';

/** Shows a message over the main window, or alone when there is none. */
export type ShowMessage = (options: MessageBoxOptions) => Promise<MessageBoxReturnValue>;

/**
 * Questions in which the safe answer is the default, the answer to Escape, and the answer to a closed dialog.
 */
async function ask(
  show: ShowMessage,
  title: string,
  body: string,
  safe: string,
  act: string,
): Promise<boolean> {
  const { response } = await show({
    type: 'warning',
    message: title,
    detail: body,
    buttons: [safe, act],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 1;
}

/** May an unencrypted web address be opened? */
export function confirmUnencrypted(show: ShowMessage, text: ShellText, host: string): Promise<boolean> {
  const { title, body, cancel, open } = text.external;
  return ask(show, title, fill(body, { host }), cancel, open);
}

/** May credentials be written although the system cannot protect them? */
export function confirmUnprotectedSecrets(show: ShowMessage, text: ShellText): Promise<boolean> {
  const { title, body, memory, save } = text.secrets;
  return ask(show, title, body, memory, save);
}

/** The page does not answer: end it and load it again (true), or wait (false)? */
export function confirmEnd(show: ShowMessage, text: ShellText): Promise<boolean> {
  const { title, body, wait, reload } = text.frozen;
  return ask(show, title, body, wait, reload);
}

/** The page's process died again and again: load it once more (true), or quit (false)? */
export async function askReload(show: ShowMessage, text: ShellText): Promise<boolean> {
  const { title, body, reload, quit } = text.gone;
  const { response } = await show({
    type: 'error',
    message: title,
    detail: body,
    buttons: [reload, quit],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  return response === 0;
}

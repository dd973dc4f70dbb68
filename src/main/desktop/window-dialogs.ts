import type { BaseWindow, Dialog } from 'electron';
import type { ShowMessage } from './dialogs';
import type { FileDialogParts } from './file-dialogs';

/** The system's dialogs, over the main window when there is one: then they cannot get lost behind it. */
export function windowDialogs(
  dialog: Pick<Dialog, 'showMessageBox' | 'showSaveDialog' | 'showOpenDialog'>,
  window: () => BaseWindow | null,
): Pick<FileDialogParts, 'showSave' | 'showOpen'> & { readonly showMessage: ShowMessage } {
  return {
    showMessage(options) {
      const over = window();
      return over === null ? dialog.showMessageBox(options) : dialog.showMessageBox(over, options);
    },
    showSave(options) {
      const over = window();
      return over === null ? dialog.showSaveDialog(options) : dialog.showSaveDialog(over, options);
    },
    showOpen(options) {
      const over = window();
      return over === null ? dialog.showOpenDialog(options) : dialog.showOpenDialog(over, options);
    },
  };
}

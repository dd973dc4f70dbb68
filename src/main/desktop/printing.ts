import type { WebContents } from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import type { CallResult } from '@shared/ipc/calls';

/** The part of a page that prints. */
export type Printable = Pick<WebContents, 'print'>;

/** Prints what the page shows, through the system's dialog. A person who cancels has not failed. */
export function printPage(page: Printable): Promise<Answer<CallResult<'print'>>> {
  return new Promise((resolve) => {
    page.print({ silent: false, printBackground: false }, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve(done({ printed }));
      else resolve(failed('io'));
    });
  });
}

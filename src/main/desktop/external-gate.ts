import type { Shell } from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import { judgeExternalAddress } from '@shared/ipc/external-address';

/** Opens an address outside the app when the one list allows it. */
export type OpenExternal = (address: string) => Promise<Answer<undefined>>;

export interface ExternalParts {
  readonly shell: Pick<Shell, 'openExternal'>;
  /** Asks the person about an address that is allowed only after a question. */
  readonly confirm: (host: string) => Promise<boolean>;
}

/** The only way out of the app: links, `window.open`, the page's own calls all pass here. */
export function createExternalGate(parts: ExternalParts): OpenExternal {
  return async (address) => {
    const verdict = judgeExternalAddress(address);
    switch (verdict.allow) {
      case 'no':
        return failed(verdict.why === 'tooLong' ? 'tooLarge' : 'refused');
      case 'ask':
        if (!(await parts.confirm(verdict.host))) return failed('refused');
        break;
      case 'yes':
        break;
    }
    try {
      await parts.shell.openExternal(verdict.address);
      return done(undefined);
    } catch {
      // No program for this kind of address: common for tel: on a computer without a softphone.
      return failed('unsupported');
    }
  };
}

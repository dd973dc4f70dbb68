import type { GlobalShortcut } from 'electron';
import { done, failed, type Answer } from '@shared/ipc/answer';
import type { HotkeyState } from '@shared/ipc/calls';

export interface HotkeyParts {
  readonly globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>;
  /** A Wayland compositor may accept a registration and bind nothing. */
  readonly wayland: boolean;
  readonly onPress: () => void;
}

export interface Hotkey {
  state(): HotkeyState;
  /**
   * Sets the key, or none. A key that cannot be had leaves the old one in force and answers why; failure is
   * normal here (another program has it) and never stops anything.
   */
  set(accelerator: string | null): Answer<HotkeyState>;
  release(): void;
}

/** The system-wide key for "log a call". The way inside the app (F2) exists whatever happens here. */
export function createHotkey(parts: HotkeyParts): Hotkey {
  let state: HotkeyState = { accelerator: null, status: 'off' };

  function register(accelerator: string): 'ok' | 'taken' | 'unsupported' {
    try {
      return parts.globalShortcut.register(accelerator, parts.onPress) ? 'ok' : 'taken';
    } catch {
      return 'unsupported';
    }
  }

  function release(): void {
    if (state.accelerator !== null && state.status !== 'taken') {
      parts.globalShortcut.unregister(state.accelerator);
    }
    state = { accelerator: null, status: 'off' };
  }

  return {
    state: () => state,
    set(accelerator) {
      if (accelerator === null) {
        release();
        return done(state);
      }
      if (accelerator === state.accelerator && state.status !== 'taken') return done(state);
      const result = register(accelerator);
      if (result !== 'ok') {
        // Remembered as wished when nothing else is in force, so that the settings can show what is wrong.
        if (state.accelerator === null && result === 'taken') state = { accelerator, status: 'taken' };
        return failed(result);
      }
      release();
      state = { accelerator, status: parts.wayland ? 'unsure' : 'active' };
      return done(state);
    },
    release,
  };
}

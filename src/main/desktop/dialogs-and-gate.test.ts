import type { MessageBoxOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { done, failed } from '@shared/ipc/answer';
import { askReload, confirmEnd, confirmUnencrypted, confirmUnprotectedSecrets } from './dialogs';
import { createExternalGate } from './external-gate';
import { fill, languageFor, shellText } from './text';

function answering(response: number) {
  const shown: MessageBoxOptions[] = [];
  const show = async (options: MessageBoxOptions) => {
    shown.push(options);
    return { response, checkboxChecked: false };
  };
  return { show, shown };
}

describe.each(['fi', 'en'] as const)('questions in %s', (language) => {
  const text = shellText(language);

  it('have the safe answer as default, for Escape and for a closed dialog', async () => {
    const { show, shown } = answering(0);
    expect(await confirmUnencrypted(show, text, 'printer.lan')).toBe(false);
    expect(await confirmUnprotectedSecrets(show, text)).toBe(false);
    expect(await confirmEnd(show, text)).toBe(false);
    for (const options of shown) expect([options.defaultId, options.cancelId]).toEqual([0, 0]);
    expect(shown[0]?.detail).toContain('printer.lan');
    expect(shown[0]?.detail).not.toContain('{{');
  });

  it('take a yes', async () => {
    const { show } = answering(1);
    expect(await confirmUnencrypted(show, text, 'x')).toBe(true);
    expect(await confirmUnprotectedSecrets(show, text)).toBe(true);
    expect(await confirmEnd(show, text)).toBe(true);
    expect(await askReload(show, text)).toBe(false);
    expect(await askReload(answering(0).show, text)).toBe(true);
  });
});

describe('texts', () => {
  it('choose Finnish for a Finnish computer and English elsewhere', () => {
    expect(['fi', 'fi-FI', 'sv-FI', 'FI'].map(languageFor)).toEqual(['fi', 'fi', 'fi', 'fi']);
    expect(['en-GB', 'fil', 'de-DE', ''].map(languageFor)).toEqual(['en', 'en', 'en', 'en']);
  });

  it('fill places, and leave an unknown one visible', () => {
    expect(fill('{{a}} ja {{b}}', { a: '$&' })).toBe('$& ja {{b}}');
  });
});

describe('the gate', () => {
  const setUp = (confirmed: boolean, fails = false) => {
    const openExternal = vi.fn(() => (fails ? Promise.reject(new Error('no app')) : Promise.resolve()));
    const confirm = vi.fn(async () => confirmed);
    return { gate: createExternalGate({ shell: { openExternal }, confirm }), openExternal, confirm };
  };

  it('opens the address it judged, not the text it was given', async () => {
    const { gate, openExternal, confirm } = setUp(false);
    expect(await gate('HTTPS://Example.FI/../a')).toEqual(done(undefined));
    expect(openExternal.mock.calls).toEqual([['https://example.fi/a']]);
    expect(confirm).not.toHaveBeenCalled();
  });

  it('asks before http, and takes no for an answer', async () => {
    const no = setUp(false);
    expect(await no.gate('http://printer.lan/')).toEqual(failed('refused'));
    expect(no.openExternal).not.toHaveBeenCalled();
    const yes = setUp(true);
    expect(await yes.gate('http://printer.lan/')).toEqual(done(undefined));
    expect(yes.confirm).toHaveBeenCalledWith('printer.lan');
  });

  it('refuses the rest and says when nothing opens it', async () => {
    const { gate, openExternal } = setUp(true);
    expect(await gate('file:///etc/passwd')).toEqual(failed('refused'));
    expect(await gate(`https://example.fi/${'x'.repeat(3_000)}`)).toEqual(failed('tooLarge'));
    expect(openExternal).not.toHaveBeenCalled();
    expect(await setUp(true, true).gate('tel:112')).toEqual(failed('unsupported'));
  });
});

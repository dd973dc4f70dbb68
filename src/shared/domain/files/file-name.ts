/** The longest name that is kept, UTF-16 code units: what common file systems take. */
const LONGEST = 200;
const LONGEST_ENDING = 20;

/**
 * A name that can be shown in a line and written to any disk: no separators, no control characters, none that turn
 * the reading direction (`gpj.exe` that reads `exe.jpg`), no name that Windows keeps for itself, not too long.
 * The ending stays. Gives the empty string when nothing is left.
 */
export function cleanFileName(name: string): string {
  const visible = name
    .normalize('NFC')
    // A lone half of a surrogate pair is no character, and cannot be sent as UTF-8.
    .replace(/\p{Cs}/gu, '')
    // eslint-disable-next-line no-control-regex -- these are what must go
    .replace(/[\u0000-\u001F\u007F-\u009F\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u2069\uFEFF]/g, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+|[ .]+$/g, '');
  if (/^[._ ]*$/.test(visible)) return '';
  const safe = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i.test(visible) ? `_${visible}` : visible;
  return shortened(safe);
}

function shortened(name: string): string {
  if (name.length <= LONGEST) return name;
  const dot = name.lastIndexOf('.');
  const ending = dot > 0 && name.length - dot <= LONGEST_ENDING ? name.slice(dot) : '';
  const stem = name.slice(0, LONGEST - ending.length - 1);
  // Not between the halves of a character.
  const whole = /[\uD800-\uDBFF]$/.test(stem) ? stem.slice(0, -1) : stem;
  return `${whole.trimEnd()}…${ending}`;
}

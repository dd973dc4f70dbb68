import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** Numbers without a country code are read as people in Finland dial them. */
const HOME = 'FI';
const HOME_CODE = '358';
/** The shortest Finnish number that can be dialled with its trunk zero, without that zero. */
const SHORTEST_NATIONAL = 5;

/**
 * What a text in a number field is:
 * - `number`: dialable from anywhere; `key` is E.164 and equal for all ways of writing it.
 * - `short`: service, extension or unfinished number; `key` is its bare digits and equals only itself.
 * - `withheld`: the caller hid it. `none`: no number at all. `key` is empty for both.
 */
export interface PhoneIdentity {
  kind: 'number' | 'short' | 'withheld' | 'none';
  key: string;
}

const WITHHELD =
  /^(anonymous|private|withheld|restricted|unknown|unavailable|blocked|hidden|no caller id|salainen|salattu|tuntematon|estetty|piilotettu|ei numeroa)\b/i;
const LABEL = /^(tel|sip|sips|callto|puhelin|puh|matkapuhelin|gsm|mob|mobile|phone|p|t)[.:\s]+/i;
/** Where the number ends and an extension, pause tones or a comment begins. */
const TAIL = /[,;@#a-zäöå].*$/iu;
/** Codes dialled before a number to hide or show one's own. */
const CALL_CODE = /^[*#]+\d{2}#/;

/** Tells what a text in a number field is. Never throws; any text may come. */
export function identifyPhone(text: string): PhoneIdentity {
  let rest = text.normalize('NFKC').trim();
  if (WITHHELD.test(rest)) return { kind: 'withheld', key: '' };
  while (LABEL.test(rest)) rest = rest.replace(LABEL, '');
  rest = rest.replace(CALL_CODE, '').replace(TAIL, '');
  const isInternational = /^\W*\+/.test(rest);
  // A trunk zero in brackets after a country code is not dialled: +358 (0)40.
  if (/^\W*(\+|00)/.test(rest)) rest = rest.replace(/\(\s*0\s*\)/, '');
  const digits = rest.replace(/\D/g, '');
  if (digits.length < 2 || /^0+$/.test(digits)) return { kind: 'none', key: '' };
  if (isInternational) return international(digits.replace(/^00/, ''));
  if (digits.startsWith('00')) return international(digits.slice(2));
  return national(digits);
}

/** The same for all ways of writing one number; empty when there is none. */
export function phoneKey(text: string): string {
  return identifyPhone(text).key;
}

/** Whether two texts are one number. Hidden and missing numbers are never the same. */
export function isSamePhone(a: string, b: string): boolean {
  const key = phoneKey(a);
  return key !== '' && key === phoneKey(b);
}

/**
 * Whether the digits typed so far can be part of the number, in either way of writing it.
 * With a leading `+` or `00` they are its beginning. Fewer than two digits match nothing.
 */
export function phoneContains(phone: string, typed: string): boolean {
  const wanted = typedDigits(typed);
  return wanted !== null && formsContain(phoneForms(phone), wanted);
}

/** The key of a number, and its digits as dialled from abroad and at home; what {@link formsContain} looks into. */
export function phoneForms(phone: string): { key: string; abroad: string; home: string } {
  const { kind, key } = identifyPhone(phone);
  if (kind !== 'number') return { key, abroad: '', home: key };
  const abroad = key.slice(1);
  return { key, abroad, home: abroad.startsWith(HOME_CODE) ? `0${abroad.slice(HOME_CODE.length)}` : '' };
}

/** The digits being typed; null when the text is not (the start of) a number. */
export function typedDigits(typed: string): { digits: string; fromStart: boolean } | null {
  const text = typed.normalize('NFKC').trim();
  if (!/^[+(]?[\d\s().\-/\u2010-\u2015]+$/.test(text)) return null;
  const bare = text.replace(/\(\s*0\s*\)/, '').replace(/\D/g, '');
  const fromStart = text.startsWith('+') || bare.startsWith('00');
  const digits = fromStart ? bare.replace(/^00/, '').replace(/^3580/, HOME_CODE) : bare;
  return digits.length < 2 ? null : { digits, fromStart };
}

export function formsContain(
  forms: { abroad: string; home: string },
  wanted: { digits: string; fromStart: boolean },
): boolean {
  if (wanted.fromStart) return forms.abroad.startsWith(wanted.digits);
  return forms.abroad.includes(wanted.digits) || forms.home.includes(wanted.digits);
}

/** For reading aloud: `040 123 4567` at home, `+46 70 123 45 67` elsewhere; what is no number stays as it is. */
export function formatPhone(text: string): string {
  const { kind, key } = identifyPhone(text);
  if (kind !== 'number') return text;
  const parsed = parsePhoneNumberFromString(key);
  if (!parsed) return key;
  return parsed.countryCallingCode === HOME_CODE
    ? grouped(parsed.formatNational())
    : parsed.formatInternational();
}

/** `040 1234567` as Finns say and write it: `040 123 4567`. */
function grouped(national: string): string {
  return national.replace(/ (\d{6,8})$/, (_, digits: string) => {
    const head = digits.length === 8 ? 4 : 3;
    return ` ${digits.slice(0, head)} ${digits.slice(head)}`;
  });
}

function international(digits: string): PhoneIdentity {
  if (digits.startsWith(HOME_CODE)) return finnish(digits.slice(HOME_CODE.length).replace(/^0+/, ''), digits);
  const parsed = parsePhoneNumberFromString(`+${digits}`);
  return parsed?.isPossible() ? { kind: 'number', key: parsed.number } : { kind: 'short', key: digits };
}

function national(digits: string): PhoneIdentity {
  if (digits.startsWith('0')) return finnish(digits.slice(1), digits);
  // A country code without its plus, as phone systems and spreadsheets give it.
  if (digits.startsWith(HOME_CODE) && digits.length >= 10) return international(digits);
  // A mobile number that lost its zero in a spreadsheet.
  if (/^(4\d|50)\d{6,8}$/.test(digits)) return finnish(digits, digits);
  if (digits.length >= 10) {
    const parsed = parsePhoneNumberFromString(digits, HOME);
    if (parsed && parsed.countryCallingCode !== HOME_CODE && parsed.isValid())
      return { kind: 'number', key: parsed.number };
    const abroad = parsePhoneNumberFromString(`+${digits}`);
    if (abroad?.isValid()) return { kind: 'number', key: abroad.number };
  }
  return { kind: 'short', key: digits };
}

/** Without the library: it takes 0.1 ms a number, too long for a customer base read at start. */
function finnish(significant: string, typed: string): PhoneIdentity {
  if (significant.length < SHORTEST_NATIONAL || significant.length > 12) return { kind: 'short', key: typed };
  return { kind: 'number', key: `+${HOME_CODE}${significant}` };
}

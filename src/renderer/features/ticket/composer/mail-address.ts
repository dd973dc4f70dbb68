/** Windows refuses longer addresses, and some mail programs cut them without a word. */
const LONGEST = 1_900;

/**
 * A `mailto:` address of a reply. A body that does not fit is left out as a whole, never cut.
 * @returns `complete` tells whether the body is in it
 */
export function mailAddress(mail: { to: string; subject: string; body: string }): {
  address: string;
  complete: boolean;
} {
  const to = encodeURIComponent(mail.to).replaceAll('%40', '@');
  const subject = encodeURIComponent(wellFormed([...mail.subject].slice(0, 200).join('')));
  const bare = `mailto:${to}?subject=${subject}`;
  const full = `${bare}&body=${encodeURIComponent(wellFormed(mail.body.replace(/\r?\n/g, '\r\n')))}`;
  return full.length <= LONGEST ? { address: full, complete: true } : { address: bare, complete: false };
}

/** A lone surrogate would make encoding throw. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/** Value of the session cookie that an answer sets; null when it removes it; undefined when it says nothing. */
export function sessionCookie(headers: Headers): string | null | undefined {
  for (const line of headers.getSetCookie()) {
    const [, value] = /^AuthSession=([^;]*)/.exec(line) ?? [];
    if (value !== undefined) return value === '' ? null : value;
  }
  return undefined;
}

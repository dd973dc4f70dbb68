/** What `<input type="datetime-local">` or `type="date"` gives, local time, as ISO UTC; empty stays empty. */
export function fromLocalInput(text: string): string {
  if (text === '') return '';
  // A date alone would be read as midnight UTC, the day before in the west.
  const date = new Date(text.includes('T') ? text : `${text}T00:00`);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString();
}

/** The ISO moment for `<input type="datetime-local">`, local time; empty stays empty. */
export function toLocalInput(iso: string): string {
  const date = new Date(iso);
  if (iso === '' || Number.isNaN(date.getTime())) return '';
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** `2026-11-21` of a moment, in local time; empty for what is no moment. */
export function localDay(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return '';
  return `${pad(date.getFullYear(), 4)}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** `12:04` of a moment, in local time; empty for what is no moment. */
export function localTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? '' : `${pad(date.getHours())}:${pad(date.getMinutes())}`;
}

/** The moment of a local day and time, ISO 8601 in UTC; empty when one of them is missing or wrong. */
export function momentOf(day: string, time: string): string {
  const date = new Date(`${day}T${time}`);
  return Number.isNaN(date.getTime()) || day === '' || time === '' ? '' : date.toISOString();
}

function pad(amount: number, length = 2): string {
  return String(amount).padStart(length, '0');
}

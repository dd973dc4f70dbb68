const UNITS: Record<string, number> = { min: 1, m: 1, h: 60, t: 60 };
const LARGEST = 1_000_000;

/** Minutes as people write them: `45 min`, `2 h`, `1 h 30 min`. Days are left out: a day of service is no 24 hours. */
export function formatMinutes(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return [hours > 0 ? `${hours} h` : '', rest > 0 || hours === 0 ? `${rest} min` : '']
    .filter(Boolean)
    .join(' ');
}

/** Reads `90`, `1,5 h`, `1h30`, `2 t 15 min`; null when it is no time between one minute and the largest. */
export function parseMinutes(text: string): number | null {
  const bare = text.trim().toLowerCase().replaceAll(',', '.');
  const parts = [...bare.matchAll(/(\d+(?:\.\d+)?)\s*([a-z]*)\s*/g)];
  if (parts.length === 0 || parts.map(([whole]) => whole).join('') !== bare) return null;
  let total = 0;
  let last = '';
  for (const [, amount = '', unit = ''] of parts) {
    // `1h30`: a bare number after hours is minutes.
    const factor = unit === '' && (last === '' || last === 'h' || last === 't') ? 1 : UNITS[unit];
    if (factor === undefined) return null;
    total += Number(amount) * factor;
    last = unit;
  }
  const minutes = Math.round(total);
  return minutes >= 1 && minutes <= LARGEST ? minutes : null;
}

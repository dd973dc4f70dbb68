const HOUR = 3_600_000;
const faces = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();

function faceOf(zone: string): Intl.DateTimeFormat {
  const known = faces.get(zone);
  if (known) return known;
  const face = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  });
  faces.set(zone, face);
  return face;
}

/**
 * Milliseconds that a zone's clocks are ahead of UTC at a moment.
 *
 * @param milliseconds since 1970
 * @param zone IANA name
 * @throws RangeError for a zone that nobody knows
 */
export function zoneOffset(milliseconds: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const start = Math.floor(milliseconds / HOUR) * HOUR;
  // Offsets change on the hour or half of it: an hour's start and the zone decide, and asking Intl is slow.
  const half = milliseconds - start >= HOUR / 2 ? start + HOUR / 2 : start;
  const key = `${zone} ${half}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  const parts = faceOf(zone)
    .formatToParts(half)
    .map(({ type, value }) => [type, Number(value)] as const);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts);
  const offset = Date.UTC(year, month - 1, day, hour, minute, second) - half;
  if (offsets.size > 50_000) offsets.clear();
  offsets.set(key, offset);
  return offset;
}

/**
 * The moment at which a zone's clocks show a wall time. Of a time that occurs twice, the first; a time that is
 * skipped in spring counts from the clock before the jump.
 *
 * @param wall the wall time as if it were UTC, milliseconds since 1970
 * @returns milliseconds since 1970
 */
export function wallTimeToUtc(wall: number, zone: string): number {
  const earlier = zoneOffset(wall - 24 * HOUR, zone);
  const later = zoneOffset(wall + 24 * HOUR, zone);
  if (zoneOffset(wall - earlier, zone) === earlier) return wall - earlier;
  return zoneOffset(wall - later, zone) === later ? wall - later : wall - earlier;
}

import { z } from 'zod';

/** Building blocks of command arguments. Texts are kept as typed: never trimmed, never normalised. */
export const shortText = z.string().max(1_000);
export const longText = z.string().max(200_000);
export const userName = z.string().max(100);
/** ISO 8601 moment with zone. */
export const moment = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a moment of time');
export const momentOrEmpty = z.union([z.literal(''), moment]);

/** An id of one type, such as `ticket:01J…`. */
export function idOf(type: string) {
  return z.string().max(200).startsWith(`${type}:`);
}

export function idOrEmpty(type: string) {
  return z.union([z.literal(''), idOf(type)]);
}

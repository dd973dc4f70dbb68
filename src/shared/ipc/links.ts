import { z } from 'zod';

/** A number people say aloud: `K7-0142X`. Shape only; whether such a ticket exists is the page's business. */
const ticketNumber = z.string().regex(/^[A-Za-z][A-Za-z0-9]-[A-Za-z0-9]{2,6}$/);

const recordId = z.string().regex(/^(ticket|call|callback|customer|contact|run):[A-Za-z0-9_-]{1,64}$/);

/** Digits with an optional leading plus, as `tel.ts` normalises them. */
const phoneNumber = z.string().regex(/^\+?[0-9*#]{2,32}$/);

/** Somewhere in the app that the world outside can point at: a deep link, a clicked notification. */
export const appLink = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket'), number: ticketNumber }),
  z.object({ kind: z.literal('record'), id: recordId }),
  z.object({ kind: z.literal('call'), number: phoneNumber }),
]);

export type AppLink = z.infer<typeof appLink>;

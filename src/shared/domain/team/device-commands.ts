import { z } from 'zod';
import { defineCommand, required } from '../record/command';
import { idOf } from '../record/fields';
import { changeHeader, planChange, withEventId } from '../record/write';
import { unconfirmedErasures } from './erasures';
import type { Device } from './team';
import { waysOutOfUse } from './team';

/**
 * This machine says that nothing is left on it of erased persons. What it has said already is left as it is. Told by the card
 * alone, with no event: every machine does this for every erasure, and it overwrites nothing.
 */
export const confirmErasure = defineCommand({
  name: 'confirmErasure',
  args: z.object({
    /** `personErased` events. */
    eventIds: z.array(idOf('event')).max(20_000),
    /** Cards of this machine: it has one for each person who has signed in on it. Those it does not know are left out. */
    devices: z.array(idOf('device')).max(100).optional(),
  }),
  plan({ eventIds, devices }, context) {
    const cards = (devices ?? [`device:${context.device}`])
      .map((id) => context.read<Device>(id))
      .filter((card) => card !== undefined);
    const headers = cards
      .map((card) => ({ card, ids: unconfirmedErasures(card, eventIds) }))
      .filter(({ ids }) => ids.length > 0)
      .map(({ card, ids }) => {
        const values = Object.fromEntries(ids.map((id) => [`erasures.${id}.at`, context.now]));
        return changeHeader(card, values, context.stamp(card)).header;
      });
    return { headers, events: [], result: { confirmed: headers.length } };
  },
});

/** Says that a machine holds nothing of the team any more, or that it is in use after all. */
export const setOutOfUse = defineCommand({
  name: 'setOutOfUse',
  args: z.object({ id: idOf('device'), how: z.enum(waysOutOfUse).nullable() }),
  plan({ id, how }, context) {
    const card = required<Device>(context, id);
    if ((card.outOfUse?.how ?? null) === how) return { headers: [], events: [], result: { eventId: null } };
    const outOfUse = how && { how, at: context.now, by: context.author };
    return withEventId(planChange(card, { outOfUse }, context));
  },
});

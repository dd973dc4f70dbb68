import { confirmErasure } from '@shared/domain/team/device-commands';
import { unconfirmedErasures } from '@shared/domain/team/erasures';
import type { Device } from '@shared/domain/team/team';
import { isErased } from '@shared/domain/record/erased';
import { drop } from '@shared/lib/drop';
import { platform } from '@renderer/platform/platform';
import { cardsHere } from '../commands/device';
import type { RecordRow } from '../database';
import { eventsAbout } from '../events-about';
import { freeBytes, SCARCE } from '../store/space';
import type { Team } from '../team';
import type { Erasure } from './carry-out';
import { carryOut } from './carry-out';

/** Records arrive one after the other: so long it is waited for the next, ms. */
const CALM = 2_000;
/** What could not be done yet is tried again after this, ms. */
const LOOK_AGAIN = 60_000;
/**
 * LevelDB removes what belonged to deleted databases in the background, about a second after it was told or has been
 * started again, and nothing tells a page when it has. A machine confirms only after this, ms.
 */
const SETTLING = 30_000;

/**
 * Carries out on this machine what erasures of persons ask for, and says so on its card when nothing is left.
 * @returns ends it
 */
export function watchErasures(team: Team): () => void {
  const { database, tables, journal, items, session } = team;
  const began = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;
  let last: Promise<unknown> = Promise.resolve();

  async function look(): Promise<void> {
    const pending = await pendingOf(team);
    if (pending.length === 0 || isEnded) return;
    soon(LOOK_AGAIN);
    const done = await carryOut(pending, {
      ...{ team: session.database, database, items, journal },
      backups: () => backupNames(session.database),
    });
    const settled = began + SETTLING - Date.now();
    if (done.length === 0 || isEnded) return;
    if (settled > 0) soon(settled);
    else await team.run(confirmErasure, { eventIds: done, devices: cardsHere(session.database) });
  }

  function soon(wait: number): void {
    if (isEnded) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      last = last.then(look).catch(console.error);
    }, wait);
  }

  const subscription = database.collections.events.eventBulks$.subscribe(({ events }) => {
    const isNews = events.some(({ documentData }) => {
      const { doc } = documentData as unknown as RecordRow;
      return doc['kind'] === 'personErased' || isErased(doc);
    });
    if (isNews) soon(CALM);
  });
  drop(tables.customers.ready.then(() => soon(CALM)));
  return () => {
    isEnded = true;
    clearTimeout(timer);
    subscription.unsubscribe();
  };
}

/** What a start asks of the machine when it has to write databases anew. */
export function machineFor(team: string) {
  return {
    backups: () => backupNames(team),
    async hasRoom() {
      const free = await freeBytes();
      return free === null || free >= SCARCE;
    },
  };
}

async function backupNames(team: string): Promise<string[]> {
  return (await platform.backups(team).list()).map(({ name }) => name);
}

/** The erasures that this machine has not confirmed. A viewer's machine has no card to say so on. */
async function pendingOf({ database, tables, session }: Team): Promise<Erasure[]> {
  const card = tables.settings.get(`device:${session.devicePrefix}`)?.doc as Device | undefined;
  const contacts = [...tables.customers.rows()].filter(({ doc }) => isErased(doc));
  const about = await Promise.all(contacts.map(({ id }) => eventsAbout(database.collections.events, id)));
  const erasures = about.flat().filter(({ kind }) => kind === 'personErased');
  const ids = erasures.map(({ _id }) => _id);
  const pending = new Set(card ? unconfirmedErasures(card, ids) : ids);
  return erasures.filter(({ _id }) => pending.has(_id));
}

import { createBackoff } from './backoff';
import type { SyncContext } from './context';
import { endsSession, SyncError, toSyncError } from './errors';
import { CONFLICT_ROUNDS, FORBIDDEN_STRIKES } from './options';
import { requests } from './push-answer';
import { refuseRecords, sendRecords } from './push-request';
import type { SetAside } from './set-aside';
import type { ReplicaRecord, RefusalReason } from './types';
import { pause } from './wake';

/** How many documents a request may hold now. Outlives sessions: a slow line stays slow. */
export interface PushSize {
  limit: number;
}

/**
 * Rule 3: sends what is dirty, whenever something is. Never resolves; rejects with the reason why the session
 * is over. Trouble with sending alone is waited out here, so that reading goes on meanwhile.
 */
export async function pushForever(
  context: SyncContext,
  aside: SetAside,
  size: PushSize,
  signal: AbortSignal,
): Promise<never> {
  const backoff = createBackoff(context.options.backoff, context.config.random);
  context.pushWake.ring();
  for (;;) {
    await context.pushWake.wait(null, signal);
    await pause(context.config.timers, context.options.pushDelayMs, signal);
    try {
      await createPass(context, aside, size, backoff.reset).run(signal);
    } catch (thrown) {
      const error = toSyncError(thrown);
      if (endsSession(error)) throw error;
      context.board.sendingFails(error);
      context.pushWake.ring();
      context.nowWake.clear();
      await context.nowWake.wait(backoff.next(), signal);
    }
  }
}

function createPass(context: SyncContext, aside: SetAside, size: PushSize, works: () => void) {
  const { store } = context.config;
  const { options, board } = context;
  let answered = false;

  /** Walks over everything dirty once. */
  async function run(signal: AbortSignal): Promise<void> {
    let after: string | null = null;
    const met = new Set<string>();
    do {
      const batch = await store.dirtyBatch(options.pushLimit, after);
      const due = batch.records.filter((record) => !aside.resting(record.id));
      await sendAll(
        due.filter((record) => !aside.has(record.id)),
        signal,
      );
      for (const record of due) if (aside.has(record.id)) await sendAlone(record, signal);
      for (const record of batch.records) met.add(record.id);
      after = batch.next;
    } while (after !== null);
    aside.retain(met);
    await board.recount();
    if (board.status().unsent === 0) board.sendingFails(null);
    if (aside.size() === 0) board.recordFails(null);
    if (answered) board.verify();
  }

  async function sendAll(records: readonly ReplicaRecord[], signal: AbortSignal): Promise<void> {
    let rest = records;
    while (rest.length > 0) {
      const [request = []] = requests(rest, size.limit, options.pushBytes);
      await send(request, signal, 1);
      rest = rest.slice(request.length);
      size.limit = Math.min(options.pushLimit, size.limit * 2);
      // Shown as it goes: a long queue empties before people's eyes.
      await board.recount();
    }
  }

  async function send(records: readonly ReplicaRecord[], signal: AbortSignal, round: number): Promise<void> {
    try {
      const { again, unanswered } = await sendRecords(context, records, signal);
      sendingWorks();
      for (const { id, message } of unanswered) {
        aside.add(id);
        board.recordFails(new SyncError('serverError', `${id}: ${message}`));
      }
      for (const record of records)
        if (!unanswered.some(({ id }) => id === record.id)) aside.forget(record.id);
      if (again.length > 0) await sendAgain(again, signal, round);
    } catch (thrown) {
      await requestFailed(toSyncError(thrown), records, signal, round);
    }
  }

  /** Rule 3.4: what the merge left dirty. A record that others keep changing waits for the next pass. */
  async function sendAgain(ids: readonly string[], signal: AbortSignal, round: number): Promise<void> {
    const records = (await store.read(ids)).filter((record) => record.dirty === 1 && !record.refusal);
    if (records.length === 0) return;
    if (round < CONFLICT_ROUNDS) return send(records, signal, round + 1);
    for (const record of records) aside.add(record.id);
  }

  async function requestFailed(
    error: SyncError,
    records: readonly ReplicaRecord[],
    signal: AbortSignal,
    round: number,
  ): Promise<void> {
    const [only] = records;
    const alone = records.length === 1 && only;
    if (error.code === 'forbidden' || error.code === 'notFound') {
      // Is it this request, or have we lost the database? The check answers with an error of its own then.
      context.identity.doubt();
      await context.identity.check(signal);
    }
    if (error.code === 'tooLarge' || error.code === 'rejected' || error.code === 'forbidden') {
      if (!alone) return halves(records, signal, round);
      if (error.code !== 'forbidden') {
        return refuseOne(only, error.code === 'tooLarge' ? 'tooLarge' : 'invalid', error);
      }
      if (aside.add(only.id) >= FORBIDDEN_STRIKES) return refuseOne(only, 'forbidden', error);
    } else {
      size.limit = Math.max(1, Math.floor(records.length / 4));
      if (alone && !endsSession(error)) aside.add(only.id);
    }
    throw error;
  }

  async function halves(
    records: readonly ReplicaRecord[],
    signal: AbortSignal,
    round: number,
  ): Promise<void> {
    const middle = Math.ceil(records.length / 2);
    await send(records.slice(0, middle), signal, round);
    await send(records.slice(middle), signal, round);
  }

  /** One that failed before: its failure says nothing about the others. */
  async function sendAlone(record: ReplicaRecord, signal: AbortSignal): Promise<void> {
    const before = size.limit;
    try {
      await send([record], signal, 1);
    } catch (thrown) {
      const error = toSyncError(thrown);
      if (endsSession(error)) throw error;
      size.limit = before;
      board.recordFails(error);
    }
  }

  async function refuseOne(record: ReplicaRecord, reason: RefusalReason, error: SyncError): Promise<void> {
    await refuseRecords(context, new Map([[record.id, record]]), [
      { id: record.id, reason, message: error.message },
    ]);
    aside.forget(record.id);
    sendingWorks();
  }

  function sendingWorks(): void {
    answered = true;
    works();
    board.sendingFails(null);
  }

  return { run };
}

import { createHash } from 'node:crypto';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { ulid } from 'ulid';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { SyncPhase, SyncStatus } from '@shared/couchdb-sync/types';
import { createContact } from '@shared/domain/customers/customer-commands';
import { erasePerson } from '@shared/domain/customers/erase-person';
import { addedEventIdOf, MAX_FILE_BYTES } from '@shared/domain/files/file';
import type { RecordFile } from '@shared/domain/files/record-files';
import { addFile } from '@shared/domain/files/file-commands';
import { createTicket } from '@shared/domain/tickets/ticket-commands';
import { createHybridClock } from '@shared/lib/hybrid-clock';
import { memoryStorage } from '../../../../tests/fixtures/memory-storage';
import { createCommandRunner } from '../command-runner';
import { openTeamDatabase } from '../database';
import { createFileEvents } from './file-events';
import type { FetchOutcome, SendOutcome } from './outcomes';
import { createFilePlaces } from './places';
import { createTeamFiles } from './team-files';
import type { FileWorker } from './worker-client';

const digestOf = async (content: Blob) =>
  createHash('sha256')
    .update(new Uint8Array(await content.arrayBuffer()))
    .digest('hex');

const closers: (() => Promise<unknown>)[] = [];
let names = 0;
vi.stubGlobal('localStorage', memoryStorage());
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A worker with contents in memory and a server that answers as it is told. */
function fakeWorker() {
  const here = new Map<string, Blob>();
  const server = new Map<string, Blob>();
  /** What is left there of erased ones. */
  const gone = new Set<string>();
  const answers: (SendOutcome | FetchOutcome)[] = [];
  const log: string[] = [];
  const worker: FileWorker = {
    digest: digestOf,
    async keep(fileId, content) {
      here.set(fileId, content);
    },
    read: async (fileId) => here.get(fileId) ?? null,
    held: async () => [...here.keys()],
    async send(fileId) {
      log.push(`send ${fileId}`);
      const answer = (answers.shift() as SendOutcome | undefined) ?? { kind: 'sent' };
      if (answer.kind === 'sent') server.set(fileId, here.get(fileId) as Blob);
      return answer;
    },
    async fetch({ fileId, sha256 }) {
      log.push(`fetch ${fileId}`);
      if (here.has(fileId)) return { kind: 'here' };
      const answer = answers.shift() as FetchOutcome | undefined;
      if (answer) return answer;
      const content = server.get(fileId);
      if (!content) return { kind: 'notYet' };
      if ((await digestOf(content)) !== sha256) return { kind: 'mismatch' };
      here.set(fileId, content);
      return { kind: 'here' };
    },
    onServer: async (ids) => ids.filter((id) => server.has(id)),
    listServer: async () => [...server.keys()],
    async forget(frames) {
      for (const { fileId } of frames) here.delete(fileId);
    },
    async erase({ fileId }) {
      log.push(`erase ${fileId}`);
      const answer = (answers.shift() as SendOutcome | undefined) ?? { kind: 'erased' };
      if (answer.kind === 'erased') {
        server.delete(fileId);
        gone.add(fileId);
      }
      return answer;
    },
    notErased: async (frames) => frames.flatMap(({ fileId }) => (gone.has(fileId) ? [] : fileId)),
    isDead: () => false,
    end: () => undefined,
  };
  return { worker, here, server, gone, answers, log };
}

async function setUp(
  options: { role?: 'agent' | 'viewer' | 'lead'; phase?: SyncPhase; leads?: boolean } = {},
) {
  const database = await openTeamDatabase(`files-${(names += 1)}`, getRxStorageMemory());
  const { role = 'agent' } = options;
  const session = { database: 'luuri-tuki', teamName: 'Tuki', user: 'maija', role, devicePrefix: 'K7' };
  const clock = createHybridClock(Date.now, 'K7test');
  const runAs = (user: string, as = role) =>
    createCommandRunner({
      ...{ database, clock, journal: null, now: Date.now },
      session: { ...session, user, role: as },
      items: { getItem: () => null, setItem: () => undefined },
      isDiskFull: () => false,
    });
  const line = { phase: options.phase ?? 'live', leads: options.leads ?? true };
  const listeners = new Set<() => void>();
  const fake = fakeWorker();
  /** How much had been tried each time the queue began to wait. */
  const pauses: number[] = [];
  const places = createFilePlaces(database.collections.local);
  let contacts: string[] = [];
  const events = createFileEvents(database.collections.events, async () => contacts);
  const open = () =>
    createTeamFiles({
      ...{ team: 'luuri-tuki', user: 'maija', places, events, run: runAs('maija') },
      hasRoom: () => true,
      erases: role === 'lead',
      sync: {
        getSnapshot: () => ({ phase: line.phase }) as SyncStatus,
        subscribe(listener) {
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
        leads: () => line.leads,
      },
      env: {
        openChannel: () => ({ post: () => undefined, listen: () => undefined, close: () => undefined }),
        now: Date.now,
        timers: {
          // Waits never end here; what is due at once still comes.
          after(ms, callback) {
            if (ms === 0) setTimeout(callback);
            else pauses.push(fake.log.length);
            return () => undefined;
          },
        },
      },
      startWorker: () => fake.worker,
    });
  const ticket = await runAs('maija', 'agent')(createTicket, { ticketType: 'incident', subject: 's' });
  let files: ReturnType<typeof open> | undefined;
  closers.push(async () => {
    await files?.close();
    await database.close();
  });
  return {
    ...{ ...fake, places, events, runAs, pauses, about: ticket.id },
    /** A lead, on this machine or on another, erases a person whose files these are. */
    async erasePersonOf(fileIds: string[]) {
      const asLead = runAs('liisa', 'lead');
      const { id } = await asLead(createContact, { name: 'Aino' });
      await asLead(erasePerson, { contactId: id, records: [], events: fileIds.map(addedEventIdOf) });
      contacts = [id];
    },
    open: () => (files = open()),
    become(phase: SyncPhase) {
      line.phase = phase;
      for (const listener of listeners) listener();
    },
    stateOf: (fileId: string) => places.getSnapshot().get(fileId)?.state,
    file: async (fileId: string) => (await events.byId([fileId]))[0] as RecordFile,
  };
}

async function added(outcome: Promise<{ kind: string; fileId?: string }>): Promise<string> {
  const { kind, fileId = '' } = await outcome;
  expect(kind).toBe('added');
  return fileId;
}

describe('adding a file', () => {
  it('is saved here without a connection, and sent when there is one', async () => {
    const team = await setUp({ phase: 'offline' });
    const files = team.open();
    const fileId = await added(files.add({ about: team.about }, new Blob(['hei']), 'hei.txt'));
    expect(team.stateOf(fileId)).toBe('waiting');
    expect(await team.file(fileId)).toMatchObject({ name: 'hei.txt', size: 3, addedBy: 'maija' });
    expect(team.log).toEqual([]);
    team.become('live');
    await expect.poll(() => team.stateOf(fileId)).toBe('onServer');
    expect(team.log).toEqual([`send ${fileId}`]);
  });

  it('takes an empty file and the same content on another step, not the same one twice', async () => {
    const team = await setUp({ phase: 'offline' });
    const files = team.open();
    await added(files.add({ about: team.about }, new Blob([]), 'tyhjä'));
    await added(files.add({ about: team.about, stepId: 'a' }, new Blob([]), 'tyhjä'));
    const again = await files.add({ about: team.about }, new Blob([]), 'sama');
    expect(again).toEqual({ kind: 'duplicate', name: 'tyhjä' });
  });

  it('refuses what is too large before anything is read', async () => {
    const team = await setUp();
    const huge = { size: MAX_FILE_BYTES + 1 } as Blob;
    expect(await team.open().add({ about: team.about }, huge, 'iso')).toEqual({ kind: 'tooLarge' });
  });

  it('says when a file cannot be read or stored, and tells of none then', async () => {
    const team = await setUp();
    const files = team.open();
    team.worker.digest = () => Promise.reject(new Error('a folder'));
    expect(await files.add({ about: team.about }, new Blob(['x']), 'x')).toEqual({ kind: 'unreadable' });
    team.worker.digest = digestOf;
    team.worker.keep = () => Promise.reject(new Error('full'));
    const complaint = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    expect(await files.add({ about: team.about }, new Blob(['x']), 'x')).toEqual({ kind: 'full' });
    complaint.mockRestore();
    expect(await team.events.filesOf(team.about)).toEqual([]);
  });

  it('is not possible for a viewer, and nothing is left waiting', async () => {
    const team = await setUp({ role: 'viewer' });
    await expect(team.open().add({ about: team.about }, new Blob(['x']), 'x')).rejects.toThrow('viewers');
    await expect.poll(() => team.places.getSnapshot().size).toBe(0);
  });
});

describe('sending', () => {
  it('is done by the window that syncs', async () => {
    const team = await setUp({ leads: false });
    const fileId = await added(team.open().add({ about: team.about }, new Blob(['x']), 'x'));
    team.become('catchingUp');
    team.become('live');
    expect([team.stateOf(fileId), team.log]).toEqual(['waiting', []]);
  });

  it('keeps the reason of a refusal, and sends anew on request', async () => {
    const team = await setUp();
    const files = team.open();
    const problem = { code: 'tooLarge', reason: 'because' } as const;
    team.answers.push({ kind: 'refused', problem });
    const fileId = await added(files.add({ about: team.about }, new Blob(['x']), 'x'));
    await expect.poll(() => team.places.getSnapshot().get(fileId)).toEqual({ state: 'refused', problem });
    await files.retry(fileId);
    await expect.poll(() => team.stateOf(fileId)).toBe('onServer');
  });

  it.each(['offline', 'signedOut', 'busy'] as const)(
    '%s: it still waits, and goes when the line returns',
    async (kind) => {
      const team = await setUp();
      team.answers.push({ kind });
      const fileId = await added(team.open().add({ about: team.about }, new Blob(['x']), 'x'));
      await expect.poll(() => team.pauses).toContain(1);
      expect(team.stateOf(fileId)).toBe('waiting');
      team.become('offline');
      team.become('live');
      await expect.poll(() => team.stateOf(fileId)).toBe('onServer');
    },
  );

  it('waits while the server is not the one it was', async () => {
    const team = await setUp({ phase: 'serverChanged' });
    const fileId = await added(team.open().add({ about: team.about }, new Blob(['x']), 'x'));
    expect([team.stateOf(fileId), team.log]).toEqual(['waiting', []]);
  });

  it('sends after a crash what has an event and no place, and never what has no event', async () => {
    const team = await setUp();
    const [told, untold] = [ulid(), ulid()];
    const facts = { name: 'x', size: 1, mediaType: '', sha256: 'a'.repeat(64) };
    await team.runAs('maija')(addFile, { about: team.about, fileId: told, ...facts });
    for (const fileId of [told, untold]) team.here.set(fileId, new Blob(['x']));
    team.open();
    await expect.poll(() => team.stateOf(told)).toBe('onServer');
    expect(team.log).toEqual([`send ${told}`]);
  });

  it('sends again what the server has lost, if it is one’s own', async () => {
    const team = await setUp();
    const [mine, other] = [ulid(), ulid()];
    const facts = { name: 'x', size: 1, mediaType: '', sha256: 'a'.repeat(64) };
    await team.runAs('maija')(addFile, { about: team.about, fileId: mine, ...facts });
    await team.runAs('liisa')(addFile, { about: team.about, fileId: other, ...facts });
    for (const fileId of [mine, other]) {
      team.here.set(fileId, new Blob(['x']));
      await team.places.set(fileId, { state: 'onServer' });
    }
    team.open();
    await expect.poll(() => team.server.has(mine)).toBe(true);
    expect(team.log).toEqual([`send ${mine}`]);
  });
});

describe('contents of others', () => {
  async function withColleaguesFile(content = 'hei') {
    const team = await setUp();
    const fileId = ulid();
    const facts = { name: 'x', size: 3, mediaType: '', sha256: await digestOf(new Blob(['hei'])) };
    const tell = () => team.runAs('liisa')(addFile, { about: team.about, fileId, ...facts });
    team.server.set(fileId, new Blob([content]));
    return { team, fileId, tell };
  }

  it('are fetched when somebody opens them', async () => {
    const { team, fileId, tell } = await withColleaguesFile();
    await tell();
    const files = team.open();
    expect(team.stateOf(fileId)).toBeUndefined();
    const outcome = await files.read(await team.file(fileId));
    expect(outcome.kind === 'content' && (await outcome.content.text())).toBe('hei');
    expect(team.stateOf(fileId)).toBe('onServer');
  });

  it('are not opened when they are not what was added', async () => {
    const { team, fileId, tell } = await withColleaguesFile('HEI');
    await tell();
    expect(await team.open().read(await team.file(fileId))).toEqual({ kind: 'mismatch' });
    expect(team.stateOf(fileId)).toBe('mismatch');
  });

  it('are checked at each opening, because a disk can change them', async () => {
    const { team, fileId, tell } = await withColleaguesFile();
    await tell();
    team.here.set(fileId, new Blob(['HEI']));
    expect(await team.open().read(await team.file(fileId))).toEqual({ kind: 'mismatch' });
  });

  it.each(['notYet', 'offline', 'signedOut', 'busy', 'full'] as const)('%s is said', async (kind) => {
    const { team, fileId, tell } = await withColleaguesFile();
    await tell();
    const files = team.open();
    team.answers.push({ kind });
    expect(await files.read(await team.file(fileId))).toEqual({ kind });
  });

  it('come ahead where that is wished: all there are, and each that becomes known', async () => {
    const { team, fileId, tell } = await withColleaguesFile();
    const files = team.open();
    await files.places.setAhead(true);
    await tell();
    await expect.poll(() => team.stateOf(fileId)).toBe('onServer');

    const old = await withColleaguesFile();
    await old.tell();
    const oldFiles = old.team.open();
    expect(old.team.here.size).toBe(0);
    await oldFiles.places.setAhead(true);
    await expect.poll(() => old.team.stateOf(old.fileId)).toBe('onServer');
  });
});

describe('erasing with a person', () => {
  const facts = { name: 'Aino.pdf', size: 1, mediaType: '', sha256: 'a'.repeat(64) };

  it('a lead’s machine erases here at once, and on the server when there is a connection', async () => {
    const team = await setUp({ role: 'lead', phase: 'offline' });
    const fileId = await added(team.open().add({ about: team.about }, new Blob(['x']), 'Aino.pdf'));
    await team.erasePersonOf([fileId]);
    await expect.poll(() => team.stateOf(fileId)).toBe('erasing');
    expect([team.here.size, team.log]).toEqual([0, []]);
    team.become('live');
    await expect.poll(() => team.stateOf(fileId)).toBe('erased');
    expect(team.log).toEqual([`erase ${fileId}`]);
  });

  it('the machines of others drop it, never ask the server for it, and never show it', async () => {
    const team = await setUp();
    const files = team.open();
    const fileId = await added(files.add({ about: team.about }, new Blob(['x']), 'Aino.pdf'));
    await expect.poll(() => team.stateOf(fileId)).toBe('onServer');
    const file = await team.file(fileId);
    await team.erasePersonOf([fileId]);
    await expect.poll(() => team.stateOf(fileId)).toBe('erased');
    expect(await files.read(file)).toEqual({ kind: 'erased' });
    await files.places.setAhead(true);
    await expect.poll(() => team.here.size).toBe(0);
    expect(team.log).toEqual([`send ${fileId}`]);
  });

  it('what was erased before a crash, or while nothing looked, is erased at the start', async () => {
    const team = await setUp({ role: 'lead' });
    const fileId = ulid();
    await team.runAs('maija')(addFile, { about: team.about, fileId, ...facts });
    team.here.set(fileId, new Blob(['x']));
    team.server.set(fileId, new Blob(['x']));
    await team.erasePersonOf([fileId]);
    team.open();
    await expect.poll(() => team.stateOf(fileId)).toBe('erased');
    expect([team.here.size, team.server.size, team.log]).toEqual([0, 0, [`erase ${fileId}`]]);
  });

  it('what an older server has again is erased again', async () => {
    const team = await setUp({ role: 'lead' });
    const fileId = ulid();
    await team.runAs('maija')(addFile, { about: team.about, fileId, ...facts });
    await team.erasePersonOf([fileId]);
    await team.places.set(fileId, { state: 'erased' });
    team.server.set(fileId, new Blob(['x']));
    team.open();
    await expect.poll(() => team.log).toEqual([`erase ${fileId}`]);
    await expect.poll(() => team.stateOf(fileId)).toBe('erased');
    expect(team.server.size).toBe(0);
  });

  it('a machine that was away sends nothing once it hears of it, and does not try again', async () => {
    const team = await setUp({ phase: 'offline' });
    team.answers.push({ kind: 'erased' });
    const fileId = await added(team.open().add({ about: team.about }, new Blob(['x']), 'Aino.pdf'));
    team.become('live');
    await expect.poll(() => team.stateOf(fileId)).toBe('erasedThere');
    await team.erasePersonOf([fileId]);
    await expect.poll(() => team.stateOf(fileId)).toBe('erased');
    expect([team.here.size, team.log]).toEqual([0, [`send ${fileId}`]]);
  });
});

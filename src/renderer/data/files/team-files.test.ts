import { ulid } from 'ulid';
import { describe, expect, it, vi } from 'vitest';
import { MAX_FILE_BYTES } from '@shared/domain/files/file';
import { addFile } from '@shared/domain/files/file-commands';
import { added, digestOf, setUp } from '../../../../tests/fixtures/team-files';

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

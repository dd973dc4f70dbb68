import { ulid } from 'ulid';
import { describe, expect, it } from 'vitest';
import { addFile } from '@shared/domain/files/file-commands';
import { added, setUp } from '../../../../tests/fixtures/team-files';

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

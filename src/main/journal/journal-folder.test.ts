import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { calls, JOURNAL_PIECE } from '@shared/ipc/calls';
import { openJournalFolder } from './journal-folder';

const team = 'luuri-tuki';
const name = 'aaaaaaaa-1111.1';
const bytesOf = (text: string) => new TextEncoder().encode(text);
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('journal folder', () => {
  let folder: string;
  const log = vi.fn();
  const opened: ReturnType<typeof openJournalFolder>[] = [];
  const open = () => {
    const journals = openJournalFolder(join(folder, 'journal'), log);
    opened.push(journals);
    return journals;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    log.mockClear();
  });
  afterEach(async () => {
    for (const journals of opened.splice(0)) await journals.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has nothing before anything was written, and makes no folder for that', async () => {
    expect(await open().list(team)).toEqual({ ok: true, value: [] });
    expect(existsSync(join(folder, 'journal'))).toBe(false);
  });

  it('writes where it is told to, for its owner alone, and reads it back after a restart', async () => {
    const journals = open();
    await journals.write({ team, name, at: 0, bytes: bytesOf('yksi kaksi') });
    await journals.write({ team, name, at: 5, bytes: bytesOf('KAKSI kolme') });
    await journals.close();
    const again = open();
    expect(await again.list(team)).toEqual({ ok: true, value: [name] });
    const read = await again.read({ team, name, at: 0 });
    expect(read.ok && textOf(read.value)).toBe('yksi KAKSI kolme');
    const rest = await again.read({ team, name, at: 11 });
    expect(rest.ok && textOf(rest.value)).toBe('kolme');
    expect(statSync(join(folder, 'journal', team, name)).mode & 0o077).toBe(0);
  });

  it('reads a large file in pieces', async () => {
    const journals = open();
    const bytes = new Uint8Array(JOURNAL_PIECE).fill(7);
    await journals.write({ team, name, at: 0, bytes });
    await journals.write({ team, name, at: JOURNAL_PIECE, bytes: bytesOf('loppu') });
    const [first, second] = [
      await journals.read({ team, name, at: 0 }),
      await journals.read({ team, name, at: JOURNAL_PIECE }),
    ];
    expect(first.ok && first.value.length).toBe(JOURNAL_PIECE);
    expect(second.ok && textOf(second.value)).toBe('loppu');
  });

  it('removes files that are being written, and those that are not there', async () => {
    const journals = open();
    await journals.write({ team, name, at: 0, bytes: bytesOf('x') });
    expect(await journals.remove(team, [name, 'bbbbbbbb-2222.9'])).toEqual({ ok: true, value: undefined });
    expect(readdirSync(join(folder, 'journal', team))).toEqual([]);
  });

  it('answers io where the disk refuses, and goes on after it', async () => {
    writeFileSync(join(folder, 'journal'), 'in the way');
    const journals = open();
    expect(await journals.write({ team, name, at: 0, bytes: bytesOf('x') })).toEqual({
      ok: false,
      code: 'io',
    });
    expect(log).toHaveBeenCalledTimes(1);
    rmSync(join(folder, 'journal'));
    expect((await journals.write({ team, name, at: 0, bytes: bytesOf('x') })).ok).toBe(true);
  });

  it('leaves names alone that are none of its own', async () => {
    const journals = open();
    await journals.write({ team, name, at: 0, bytes: bytesOf('x') });
    writeFileSync(join(folder, 'journal', team, 'notes.txt'), 'mine');
    expect(await journals.list(team)).toEqual({ ok: true, value: [name] });
  });
});

describe('what the page may name', () => {
  it.each(['../x.1', 'a/b.1', 'aaaaaaaa', '.1', 'aaaaaaaa.1/', 'aaaaaaaa.0x1', `${'a'.repeat(41)}.1`])(
    'is no file %j',
    (bad) => {
      expect(calls.journalRead.argument.safeParse({ team, name: bad, at: 0 }).success).toBe(false);
    },
  );

  it.each(['..', 'luuri-', 'luuri-../x', 'luuri-a/b', 'Luuri-a', 'tuki'])('is no team %j', (bad) => {
    expect(calls.journalList.argument.safeParse({ team: bad }).success).toBe(false);
  });

  it('is at most a piece, and no place past the largest journal', () => {
    const write = (at: number, length: number) =>
      calls.journalWrite.argument.safeParse({ team, name, at, bytes: new Uint8Array(length) }).success;
    expect(write(0, JOURNAL_PIECE)).toBe(true);
    expect(write(0, JOURNAL_PIECE + 1)).toBe(false);
    expect(write(-1, 1)).toBe(false);
    expect(write(1024 ** 3, 1)).toBe(false);
  });
});

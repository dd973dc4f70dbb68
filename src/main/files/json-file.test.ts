import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { jsonFile } from './json-file';

const shape = z.object({ v: z.literal(1), text: z.string() });

describe('json file', () => {
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'luuri ä '));
    path = join(folder, 'deeper', 'a.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('has nothing before it was written, and what was written after', async () => {
    expect(await jsonFile(path, shape).read()).toBeNull();
    await jsonFile(path, shape).write({ v: 1, text: 'ä' });
    expect(await jsonFile(path, shape).read()).toEqual({ v: 1, text: 'ä' });
  });

  it('keeps the order of writes that were not waited for, and leaves nothing beside', async () => {
    const file = jsonFile(path, shape);
    await Promise.all(['1', '2', '3'].map((text) => file.write({ v: 1, text })));
    expect(await file.read()).toEqual({ v: 1, text: '3' });
    expect(readdirSync(join(folder, 'deeper'))).toEqual(['a.json']);
  });

  it('is readable by its owner alone', async () => {
    await jsonFile(path, shape).write({ v: 1, text: 'x' });
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it.each(['', '{', '[]', '{"v":2,"text":"newer"}'])(
    'reads %j as nothing and does not touch it',
    async (text) => {
      const broken = join(folder, 'b.json');
      writeFileSync(broken, text);
      expect(await jsonFile(broken, shape).read()).toBeNull();
      expect(readFileSync(broken, 'utf8')).toBe(text);
    },
  );

  it('goes on after a write that failed', async () => {
    writeFileSync(join(folder, 'deeper'), 'in the way');
    const file = jsonFile(path, shape);
    await expect(file.write({ v: 1, text: 'x' })).rejects.toThrow();
    rmSync(join(folder, 'deeper'));
    await file.write({ v: 1, text: 'y' });
    expect(await file.read()).toEqual({ v: 1, text: 'y' });
  });

  it('is removed, also when it is not there', async () => {
    const file = jsonFile(path, shape);
    await file.write({ v: 1, text: 'x' });
    await file.remove();
    await file.remove();
    expect(await file.read()).toBeNull();
  });
});

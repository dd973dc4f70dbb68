import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Asks for a password without showing it, or takes the first line of a pipe. */
export async function readPassword(prompt: string): Promise<string> {
  const interactive = process.stdin.isTTY === true;
  if (interactive) process.stderr.write(prompt);
  // An output that swallows everything: the terminal would show each letter.
  const silent = new Writable({ write: (_piece, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: interactive });
  try {
    const { value } = (await lines[Symbol.asyncIterator]().next()) as { value: string | undefined };
    if (interactive) process.stderr.write('\n');
    if (value === undefined || value === '') throw new Error('no password given');
    return value;
  } finally {
    lines.close();
  }
}

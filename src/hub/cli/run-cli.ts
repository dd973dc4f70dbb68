import { CouchUnreachableError } from '../backend/couch-request';
import { FolderInUseError } from '../lock';
import { backUp, restore } from './backup';
import { closeLeaves } from './close-leaves';
import { compact } from './compact';
import { HELP } from './help';
import { manageMembers } from './members';
import { readOptions, UsageError } from './options';
import { provision } from './provision';
import { serve } from './serve';
import { ProvisionError } from '../team/provision-couch';
import { HUB_VERSION } from '../version';

/** Runs the hub's command line and returns the exit code once it has ended. */
export async function runCli(argv: readonly string[]): Promise<number> {
  try {
    const options = readOptions(argv);
    if (options.command === 'help') {
      process.stdout.write(HELP);
      return 0;
    }
    if (options.command === 'version') {
      process.stdout.write(`${HUB_VERSION}\n`);
      return 0;
    }
    switch (options.command) {
      case 'members':
        return await manageMembers(options);
      case 'provision':
        return await provision(options);
      case 'close-leaves':
        return await closeLeaves(options);
      case 'compact':
        return await compact(options);
      case 'backup':
        return await backUp(options);
      case 'restore':
        return await restore(options);
      case 'serve':
        return await serve(options);
    }
  } catch (error) {
    return report(error);
  }
}

function report(error: unknown): number {
  const { code, port, message } = error as NodeJS.ErrnoException & { port?: number };
  if (error instanceof ProvisionError || error instanceof CouchUnreachableError) return say(message, 1);
  if (error instanceof UsageError) return say(`${message}\nSee --help.`, 2);
  if (error instanceof FolderInUseError)
    return say(`${message}. Stop it first, or choose another --data-dir.`, 3);
  if (code === 'EADDRINUSE') {
    return say(
      `Port ${port} is taken by another program. Choose another with --port, or stop that program.`,
      3,
    );
  }
  if (code === 'EACCES') return say(`No permission: ${message}`, 1);
  return say(`The hub failed: ${message}`, 1);
}

function say(text: string, exitCode: number): number {
  process.stderr.write(`${text}\n`);
  return exitCode;
}

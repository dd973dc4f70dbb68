import type { ForkOptions } from 'electron';

/** A running hub process: what is used of Electron's `UtilityProcess`. */
export interface HubProcess {
  on(event: 'exit', listener: (code: number) => void): unknown;
  kill(): boolean;
}

export interface HubChildParts {
  readonly fork: (modulePath: string, args: string[], options: ForkOptions) => HubProcess;
  /** The bundled hub, `out/hub/hub.js`. */
  readonly entry: string;
  /** Where the team's database lives. */
  readonly dataDirectory: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly freePort: () => Promise<number>;
  /** Whether the hub answers at an address. Never throws. */
  readonly answers: (address: string) => Promise<boolean>;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly log: (what: string, error: unknown) => void;
}

export interface HubChild {
  /** Address of the running hub, started when it is not; rejects when it cannot be started. */
  address(): Promise<string>;
  /** Asks it to end and waits until it has, so that its database is closed. */
  stop(): Promise<void>;
}

const POLL = 100;
const PATIENCE = 20_000;
const FAREWELL = 5_000;

/** Only what a Node program needs to find its things; no `NODE_OPTIONS`, no `ELECTRON_*`. */
const PASSED_ON = [
  'HOME',
  'LANG',
  'LC_ALL',
  'PATH',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'TZ',
  'USERPROFILE',
];

interface Running {
  readonly process: HubProcess;
  readonly exited: Promise<void>;
  readonly ready: Promise<string>;
}

/**
 * The hub for "start a new team on this computer": on loopback only, started when first needed, started again
 * when it has died. One at a time: two processes on one database would destroy it.
 */
export function createHubChild(parts: HubChildParts): HubChild {
  let running: Running | null = null;
  let stopped = false;

  async function launch(): Promise<Running> {
    const port = await parts.freePort();
    const address = `http://127.0.0.1:${port}`;
    const args = ['--port', String(port), '--data-dir', parts.dataDirectory];
    const child = parts.fork(parts.entry, args, {
      serviceName: 'Luuri hub',
      stdio: 'inherit',
      env: Object.fromEntries(PASSED_ON.flatMap((name) => entry(parts.environment, name))),
    });
    let dead = false;
    const exited = new Promise<void>((resolve) => {
      child.on('exit', (code) => {
        dead = true;
        if (running?.process === child) running = null;
        if (!stopped) parts.log('hub process', new Error(`ended with code ${code}`));
        resolve();
      });
    });
    const ready = untilItAnswers(address, () => dead, parts).catch((error: unknown) => {
      child.kill();
      throw error;
    });
    return { process: child, exited, ready };
  }

  let launching: Promise<Running> | null = null;
  return {
    async address() {
      if (stopped) throw new Error('the app is quitting');
      if (running === null) {
        launching ??= launch().finally(() => (launching = null));
        running = await launching;
      }
      return running.ready;
    },
    async stop() {
      stopped = true;
      const last = running ?? (await launching?.catch(() => null)) ?? null;
      if (last === null) return;
      last.process.kill();
      await Promise.race([last.exited, parts.wait(FAREWELL)]);
    },
  };
}

function entry(environment: NodeJS.ProcessEnv, name: string): [string, string][] {
  const value = environment[name];
  return value === undefined ? [] : [[name, value]];
}

async function untilItAnswers(address: string, dead: () => boolean, parts: HubChildParts): Promise<string> {
  for (let waited = 0; waited < PATIENCE; waited += POLL) {
    if (dead()) throw new Error('the hub ended while starting');
    if (await parts.answers(address)) return address;
    await parts.wait(POLL);
  }
  throw new Error('the hub does not answer');
}

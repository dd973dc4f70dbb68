import { describe, expect, it } from 'vitest';
import { ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { createMemoryStore } from './support/memory-store';
import { VirtualNetwork } from './support/virtual-network';
import { settle, VirtualTime } from './support/virtual-time';
import { runController, type SyncController } from '@renderer/data/sync-controller';
import type { SyncEnvironment, WindowChannel } from '@renderer/data/sync-environment';
import type { LockTurn, LockWish } from '@renderer/data/window-lock';
import type { ReplicaStore } from '@shared/couchdb-sync/types';

/** One window: it can be frozen, and then nothing runs in it until it is woken. */
class Window {
  readonly returns = new Set<(who: 'network' | 'person') => void>();
  readonly freezes = new Set<(frozen: boolean) => void>();
  /** Writes of the store that this window made while another one held the lock. */
  strayWrites = 0;
  private late: (() => void)[] = [];
  private frozen = false;
  controller!: SyncController;

  constructor(private readonly profile: Profile) {}

  /** Runs now, or when the window is woken. */
  readonly run = (work: () => void): void => {
    if (this.frozen) this.late.push(work);
    else work();
  };

  /** As a process that gets no time any more: no event tells of it. */
  freeze(): void {
    this.frozen = true;
  }

  wake(): void {
    this.frozen = false;
    for (const work of this.late.splice(0)) work();
  }

  store(): ReplicaStore {
    const { store } = this.profile;
    const counted =
      <Args extends unknown[], Result>(write: (...args: Args) => Promise<Result>) =>
      (...args: Args) => {
        if (this.profile.holder?.window !== this) this.strayWrites += 1;
        return write(...args);
      };
    return { ...store, update: counted(store.update), saveCheckpoint: counted(store.saveCheckpoint) };
  }

  environment(): SyncEnvironment {
    const { time, network, verified } = this.profile;
    return {
      // What arrives in a frozen window arrives when it is woken.
      fetch: async (url, request) => {
        const response = await network.fetch(url, request);
        await new Promise<void>((resolve) => this.run(resolve));
        return response;
      },
      now: () => time.now,
      timers: { after: (ms, callback) => time.after(ms, () => this.run(callback)) },
      openChannel: () => this.profile.openChannel(this),
      holdLock: (_name, wish, work) => this.profile.holdLock(this, wish, work),
      onFreeze: (callback) => {
        this.freezes.add(callback);
        return () => this.freezes.delete(callback);
      },
      onReturn: (callback) => {
        this.returns.add(callback);
        return () => this.returns.delete(callback);
      },
      verified: {
        read: (team) => verified.get(team) ?? null,
        write: (team, at) => void verified.set(team, at),
      },
    };
  }
}

interface Holder {
  window: Window;
  lost: AbortController;
}

/** The windows of one profile: one disk, one lock, one channel. */
class Profile {
  readonly time = new VirtualTime();
  readonly couch = new FakeCouch();
  readonly store = createMemoryStore();
  readonly network = new VirtualNetwork(this.couch, this.time);
  readonly verified = new Map<string, string>();
  holder: Holder | null = null;
  private waiting: (() => void)[] = [];
  private readonly channels = new Set<{ hear: (message: unknown) => void }>();

  open(): SyncController {
    return this.openWindow().controller;
  }

  openWindow(): Window {
    const window = new Window(this);
    window.controller = runController(() => window.store(), 'luuri-test', window.environment());
    return window;
  }

  /** As the browser does it: in turn, and who is robbed hears of it like of anything else. */
  async holdLock(window: Window, { signal, steal }: LockWish, work: (turn: LockTurn) => Promise<void>) {
    const robbed = this.holder;
    if (steal && robbed) robbed.window.run(() => robbed.lost.abort());
    else {
      while (this.holder && !signal.aborted) {
        await new Promise<void>((resolve) => {
          this.waiting.push(resolve);
          signal.addEventListener('abort', () => resolve());
        });
      }
    }
    if (signal.aborted) return;
    const own: Holder = { window, lost: new AbortController() };
    this.holder = own;
    await work({ lost: own.lost.signal, isHeld: () => Promise.resolve(this.holder === own) });
    if (this.holder !== own) return;
    this.holder = null;
    for (const next of this.waiting.splice(0)) next();
  }

  openChannel(window: Window): WindowChannel {
    const own = { hear: (_message: unknown) => {} };
    this.channels.add(own);
    return {
      post: (message) => {
        for (const other of this.channels) if (other !== own) other.hear(structuredClone(message));
      },
      listen: (callback) => (own.hear = (message) => window.run(() => callback(message))),
      close: () => this.channels.delete(own),
    };
  }
}

const live = (...windows: SyncController[]) => windows.every((each) => each.getSnapshot().phase === 'live');

describe('sync over the windows of one profile', () => {
  it('11.1 one window syncs, the others show its status', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    expect(profile.network.log.filter((line) => line === 'GET ')).toHaveLength(1);
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => second.getSnapshot().unsent === 1, 5_000, 'counted');
    await profile.time.until(() => second.getSnapshot().unsent === 0, 5_000, 'sent');
    expect(second.getSnapshot()).toEqual(first.getSnapshot());
    await Promise.all([first.stop(), second.stop()]);
  });

  it('11.1 a window opened later learns the status at once', async () => {
    const profile = new Profile();
    const first = profile.open();
    await profile.time.until(() => live(first), 5_000, 'live');
    const second = profile.open();
    await settle();
    expect(second.getSnapshot().phase).toBe('live');
    await Promise.all([first.stop(), second.stop()]);
  });

  it('11.2 another window takes over when the one that syncs closes', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    await first.stop();
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => profile.couch.docs.has('ticket:01'), 5_000, 'sent by the other');
    await profile.time.until(() => live(second), 5_000, 'live');
    await second.stop();
    expect(profile.holder).toBeNull();
  });

  it('11.1 wishes of a window that does not sync reach the one that does', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    profile.couch.validate = () => ({ error: 'forbidden', reason: 'no' });
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => second.getSnapshot().needsAttention === 1, 5_000, 'refused');
    profile.couch.validate = () => null;
    second.retryRefused(['ticket:01']);
    await profile.time.until(() => profile.couch.docs.has('ticket:01'), 5_000, 'sent');
    const before = profile.network.log.length;
    await profile.time.advance(10);
    second.syncNow();
    await profile.time.until(() => profile.network.log.length > before, 1_000, 'asked anew');
    await Promise.all([first.stop(), second.stop()]);
  });

  it('4.4 a returning network is used at once, and the snapshot is the same object until something changes', async () => {
    const profile = new Profile();
    profile.network.goOffline();
    const window = profile.openWindow();
    const only = window.controller;
    let told = 0;
    only.subscribe(() => (told += 1));
    await profile.time.advance(60_000);
    expect(only.getSnapshot().phase).toBe('offline');
    expect(only.getSnapshot()).toBe(only.getSnapshot());
    profile.network.goOnline();
    for (const callback of window.returns) callback('network');
    await profile.time.until(() => live(only), 500, 'live');
    expect(told).toBeGreaterThan(1);
    await only.stop();
    expect(window.returns.size).toBe(0);
  });

  it('9.2 when the team was last verified is known after a restart without a network', async () => {
    const profile = new Profile();
    const first = profile.open();
    await profile.time.until(() => live(first), 5_000, 'live');
    const at = first.getSnapshot().lastVerifiedAt;
    await first.stop();
    profile.network.goOffline();
    const second = profile.open();
    await profile.time.advance(1_000);
    expect(at).not.toBeNull();
    expect(second.getSnapshot()).toMatchObject({ phase: 'offline', lastVerifiedAt: at });
    await second.stop();
  });

  it('4.5, 11.1 signing in anew in one window ends the pause in the one that syncs', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    profile.network.session = { name: null };
    profile.network.faults = (request) =>
      request.path === '/db/_session'
        ? undefined
        : {
            kind: 'reply',
            status: 401,
            type: 'application/json',
            body: '{"error":"unauthorized","reason":"no"}',
          };
    profile.network.breakAll();
    await profile.time.until(() => second.getSnapshot().phase === 'needsLogin', 5_000, 'asks');
    profile.network.faults = () => undefined;
    second.reauthenticated();
    await profile.time.until(() => live(first, second), 2_000, 'live');
    await Promise.all([first.stop(), second.stop()]);
  });

  it('11.1 an audit that a window asks for is made by the one that syncs, and the answer comes back', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    profile.couch.put(ticket('ticket:01', { subject: 'uusi' }));
    await profile.time.until(() => profile.store.records.has('ticket:01'), 5_000, 'arrived');
    const planted = profile.store.records.get('ticket:01');
    if (planted) profile.store.records.set('ticket:01', { ...planted, rev: '1-planted' });
    const answers = [second.audit(), first.audit()];
    await profile.time.advance(5_000);
    expect(await answers[0]).toMatchObject({ complete: true, checked: 1, differences: 1 });
    expect(await answers[1]).toMatchObject({ complete: true });
    expect(profile.store.records.get('ticket:01')?.rev).toBe(profile.couch.docs.get('ticket:01')?.rev);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('6.4, 11.1 a changed server is taken when any window says so', async () => {
    const profile = new Profile();
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    const other = new FakeCouch('epoch-2');
    profile.network.server = other;
    profile.network.breakAll();
    await profile.time.until(() => second.getSnapshot().phase === 'serverChanged', 60_000, 'noticed');
    expect(other.docs.has('ticket:01')).toBe(false);
    const adopted = second.adoptServer();
    await profile.time.until(() => other.docs.has('ticket:01'), 60_000, 'sent again');
    await adopted;
    await Promise.all([first.stop(), second.stop()]);
  });

  it('10.1, 11.1 what is given up in any window is given up in all', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    profile.couch.validate = () => ({ error: 'forbidden', reason: 'no' });
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => second.getSnapshot().needsAttention === 1, 5_000, 'refused');
    const answer = second.giveUp(['ticket:01']);
    await profile.time.until(() => first.getSnapshot().needsAttention === 0, 5_000, 'given up');
    expect(await answer).toEqual({ connected: true, givenUp: ['ticket:01'] });
    await Promise.all([first.stop(), second.stop()]);
  });

  it('11.2, 11.3 a window that is frozen while it leads loses the lead, and writes nothing when it wakes', async () => {
    const profile = new Profile();
    const [first, second] = [profile.openWindow(), profile.openWindow()];
    await profile.time.until(() => live(first.controller, second.controller), 5_000, 'both live');
    expect(profile.holder?.window === first).toBe(true);
    first.freeze();
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => profile.couch.docs.has('ticket:01'), 20_000, 'sent by the other');
    expect(profile.holder?.window === second).toBe(true);
    first.wake();
    await profile.time.advance(60_000);
    expect(profile.holder?.window === second).toBe(true);
    expect([first.strayWrites, second.strayWrites]).toEqual([0, 0]);
    expect(first.controller.getSnapshot()).toEqual(second.controller.getSnapshot());
    await Promise.all([first.controller.stop(), second.controller.stop()]);
    expect(profile.holder).toBeNull();
  });

  it('11.2 a window that only answers late keeps the lead', async () => {
    const profile = new Profile();
    const [first, second] = [profile.openWindow(), profile.openWindow()];
    await profile.time.until(() => live(first.controller, second.controller), 5_000, 'both live');
    for (let round = 0; round < 5; round += 1) {
      first.freeze();
      await profile.time.advance(4_000);
      first.wake();
      await profile.time.advance(7_000);
    }
    expect(profile.holder?.window === first).toBe(true);
    await Promise.all([first.controller.stop(), second.controller.stop()]);
  });

  it('11.2 a window that is told that it will be frozen hands the lead on, and asks for it again later', async () => {
    const profile = new Profile();
    const [first, second] = [profile.openWindow(), profile.openWindow()];
    await profile.time.until(() => live(first.controller, second.controller), 5_000, 'both live');
    for (const callback of first.freezes) callback(true);
    await settle();
    first.freeze();
    await profile.time.until(() => profile.holder?.window === second, 1_000, 'handed on');
    first.wake();
    for (const callback of first.freezes) callback(false);
    await second.controller.stop();
    await profile.time.until(() => profile.holder?.window === first, 1_000, 'back');
    await first.controller.stop();
  });

  it('11.1 a wish that the leading window did not answer is carried out by the next one', async () => {
    const profile = new Profile();
    const [first, second] = [profile.openWindow(), profile.openWindow()];
    await profile.time.until(() => live(first.controller, second.controller), 5_000, 'both live');
    first.freeze();
    const answer = second.controller.giveUp([]);
    let given: unknown = null;
    void answer.then((value) => (given = value));
    await profile.time.until(() => given !== null, 30_000, 'answered');
    expect(profile.holder?.window === second).toBe(true);
    first.wake();
    await Promise.all([first.controller.stop(), second.controller.stop()]);
  });
});

import { describe, expect, it } from 'vitest';
import { ticket } from './support/client';
import { FakeCouch } from './support/fake-couch';
import { createMemoryStore } from './support/memory-store';
import { VirtualNetwork } from './support/virtual-network';
import { settle, VirtualTime } from './support/virtual-time';
import { runController, type SyncController } from '@renderer/data/sync-controller';
import type { SyncEnvironment, WindowChannel } from '@renderer/data/sync-environment';

/** The windows of one profile: one disk, one lock, one channel. */
class Profile {
  readonly time = new VirtualTime();
  readonly couch = new FakeCouch();
  readonly store = createMemoryStore();
  readonly network = new VirtualNetwork(this.couch, this.time);
  readonly verified = new Map<string, string>();
  readonly returns = new Set<(who: 'network' | 'person') => void>();
  private readonly channels = new Set<{ hear: (message: unknown) => void }>();
  private holder: Promise<void> = Promise.resolve();
  holding = 0;

  open(): SyncController {
    return runController(this.store, 'luuri-test', this.environment());
  }

  private environment(): SyncEnvironment {
    return {
      fetch: this.network.fetch,
      now: () => this.time.now,
      timers: this.time.timers,
      openChannel: () => this.openChannel(),
      withLock: (_name, signal, work) => {
        const turn = this.holder.then(async () => {
          if (signal.aborted) return;
          this.holding += 1;
          await work();
          this.holding -= 1;
        });
        this.holder = turn;
        return turn;
      },
      onReturn: (callback) => {
        this.returns.add(callback);
        return () => this.returns.delete(callback);
      },
      verified: {
        read: (team) => this.verified.get(team) ?? null,
        write: (team, at) => void this.verified.set(team, at),
      },
    };
  }

  private openChannel(): WindowChannel {
    const own = { hear: (_message: unknown) => {} };
    this.channels.add(own);
    return {
      post: (message) => {
        for (const other of this.channels) if (other !== own) other.hear(structuredClone(message));
      },
      listen: (callback) => (own.hear = callback),
      close: () => this.channels.delete(own),
    };
  }
}

const live = (...windows: SyncController[]) => windows.every((each) => each.getSnapshot().phase === 'live');

describe('sync over the windows of one profile', () => {
  it('one window syncs, the others show its status', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    expect(profile.holding).toBe(1);
    expect(profile.network.log.filter((line) => line === 'GET /team%3Aepoch')).toHaveLength(1);
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => second.getSnapshot().unsent === 1, 5_000, 'counted');
    await profile.time.until(() => second.getSnapshot().unsent === 0, 5_000, 'sent');
    expect(second.getSnapshot()).toEqual(first.getSnapshot());
    await Promise.all([first.stop(), second.stop()]);
  });

  it('a window opened later learns the status at once', async () => {
    const profile = new Profile();
    const first = profile.open();
    await profile.time.until(() => live(first), 5_000, 'live');
    const second = profile.open();
    await settle();
    expect(second.getSnapshot().phase).toBe('live');
    await Promise.all([first.stop(), second.stop()]);
  });

  it('another window takes over when the one that syncs closes', async () => {
    const profile = new Profile();
    const [first, second] = [profile.open(), profile.open()];
    await profile.time.until(() => live(first, second), 5_000, 'both live');
    await first.stop();
    profile.store.edit('ticket:01', () => ticket('ticket:01'));
    await profile.time.until(() => profile.couch.docs.has('ticket:01'), 5_000, 'sent by the other');
    await profile.time.until(() => live(second), 5_000, 'live');
    expect(profile.holding).toBe(1);
    await second.stop();
    expect(profile.holding).toBe(0);
  });

  it('wishes of a window that does not sync reach the one that does', async () => {
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
    await settle();
    expect(profile.network.log.length).toBeGreaterThan(before);
    await Promise.all([first.stop(), second.stop()]);
  });

  it('a returning network is used at once, and the snapshot is the same object until something changes', async () => {
    const profile = new Profile();
    profile.network.goOffline();
    const only = profile.open();
    let told = 0;
    only.subscribe(() => (told += 1));
    await profile.time.advance(60_000);
    expect(only.getSnapshot().phase).toBe('offline');
    expect(only.getSnapshot()).toBe(only.getSnapshot());
    profile.network.goOnline();
    for (const callback of profile.returns) callback('network');
    await profile.time.until(() => live(only), 500, 'live');
    expect(told).toBeGreaterThan(1);
    await only.stop();
    expect(profile.returns.size).toBe(0);
  });

  it('when the team was last verified is known after a restart without a network', async () => {
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

  it('signing in anew in one window ends the pause in the one that syncs', async () => {
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
});

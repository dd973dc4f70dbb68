import type { Text, When, Who } from './script';
import { sampleMoment } from './sample-time';
import type { SampleDevice, SampleWorld } from './sample-world';

/** What the scripts are played on. */
export interface Stage {
  world: SampleWorld;
  text(text: Text): string;
  user(who: Who | ''): string;
  /** Milliseconds since 1970. */
  moment(when: When): number;
  /** ISO 8601, UTC. */
  iso(when: When): string;
  device(who: Who): SampleDevice;
  /** Does something later: everything happens in the order of its time, whatever script it stands in. */
  at(milliseconds: number, work: () => void): void;
  /** Remembers the id that a script's key got. */
  name(key: string, id: string): void;
  /** @throws Error for a key that nothing has yet: the script refers to something later */
  id(key: string): string;
  play(): void;
}

export function createStage(parts: {
  world: SampleWorld;
  now: number;
  language: 'fi' | 'en';
  people: Record<Who, SampleDevice>;
}): Stage {
  const ids = new Map<string, string>();
  const jobs: { at: number; work: () => void }[] = [];
  const moment = (when: When) => sampleMoment(when, parts.now);
  return {
    world: parts.world,
    text: ([fi, en]) => (parts.language === 'fi' ? fi : en),
    user: (who) => (who === '' ? '' : parts.people[who].user),
    moment,
    iso: (when) => new Date(moment(when)).toISOString(),
    device: (who) => parts.people[who],
    at: (milliseconds, work) => jobs.push({ at: milliseconds, work }),
    name: (key, id) => ids.set(key, id),
    id(key) {
      const id = ids.get(key);
      if (id === undefined) throw new Error(`the sample script has no ${key} yet`);
      return id;
    },
    play() {
      jobs.sort((a, b) => a.at - b.at);
      for (const { work } of jobs) work();
    },
  };
}

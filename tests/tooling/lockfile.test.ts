import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface LockedPackage {
  version?: string;
  resolved?: string;
  optionalDependencies?: Record<string, string>;
}

const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, LockedPackage>;
};

/** Where Node looks for `name` from a package at `path`: its own node_modules, then each one further out. */
function placesFor(path: string, name: string): string[] {
  const places = [`${path}/node_modules/${name}`];
  for (let outer = path; outer.includes('node_modules/');) {
    outer = outer.slice(0, outer.lastIndexOf('node_modules/')).replace(/\/$/, '');
    places.push(outer === '' ? `node_modules/${name}` : `${outer}/node_modules/${name}`);
  }
  return places;
}

describe('package-lock.json', () => {
  it('names the packages of every platform, without which `npm ci` refuses on a fresh machine', () => {
    const missing = Object.entries(lockfile.packages).flatMap(([path, locked]) =>
      Object.keys(locked.optionalDependencies ?? {})
        .filter((name) => !placesFor(path, name).some((place) => lockfile.packages[place]))
        .map((name) => `${path} wants ${name}`),
    );
    expect(missing).toEqual([]);
    expect(Object.keys(lockfile.packages).length).toBeGreaterThan(100);
  });

  it('names no registry, so that it installs from any', () => {
    const resolved = Object.values(lockfile.packages).filter((locked) => locked.resolved?.startsWith('http'));
    expect(resolved).toEqual([]);
  });
});

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runStep } from '../../scripts/check.mjs';
import { plantedTree } from '../../scripts/check/planted.mjs';

/**
 * Deliberately wrong files, the checker that must name each, and the rule it must give as reason. The checkers run
 * as `npm run check` runs them, with the repository's own configuration.
 */
const EXPECTED: Record<string, [file: string, reason: RegExp][]> = {
  types: [
    ['src/shared/lib/window-in-shared.ts', /TS2304.*'window'/],
    ['src/shared/domain/tickets/document-in-shared.ts', /TS2584.*'document'/],
    ['src/shared/couchdb-sync/sync-imports-node.ts', /TS2591.*'node:fs'/],
    ['src/main/document-in-main.ts', /TS2584.*'document'/],
    ['src/renderer/ui/process-in-renderer.ts', /TS2591.*'process'/],
  ],
  lint: [
    ['src/shared/lib/lib-imports-domain.ts', /boundaries/],
    ['src/shared/domain/tickets/domain-imports-sync.ts', /boundaries/],
    ['src/shared/ipc/ipc-imports-sync.ts', /boundaries/],
    ['src/shared/db-gateway/gateway-imports-domain.ts', /boundaries/],
    ['src/shared/import/import-imports-sync.ts', /boundaries/],
    ['src/shared/couchdb-sync/sync-imports-data.ts', /boundaries/],
    ['src/shared/couchdb-sync/sync-imports-rxdb.ts', /boundaries/],
    ['src/shared/couchdb-sync/sync-imports-node.ts', /boundaries/],
    ['src/main/main-imports-renderer.ts', /boundaries/],
    ['src/preload/preload-imports-domain.ts', /boundaries/],
    ['src/hub/hub-imports-main.ts', /boundaries/],
    ['src/hub/hub-imports-electron.ts', /boundaries/],
    ['src/renderer/ui/ui-imports-data.ts', /boundaries/],
    ['src/renderer/ui/ui-imports-domain.ts', /boundaries/],
    ['src/renderer/platform/platform-imports-data.ts', /boundaries/],
    ['src/renderer/data/data-imports-feature.ts', /boundaries/],
    ['src/renderer/app/app-imports-rxjs.ts', /boundaries/],
    ['src/renderer/features/queue/feature-imports-feature.ts', /boundaries/],
    ['src/renderer/features/queue/feature-loads-feature.ts', /boundaries/],
    ['src/renderer/features/queue/feature-exports-feature.ts', /boundaries/],
    ['src/renderer/features/queue/feature-imports-data.ts', /boundaries/],
    ['src/renderer/features/queue/feature-imports-app.ts', /boundaries/],
    ['src/renderer/features/queue/feature-imports-main.ts', /boundaries/],
    ['src/renderer/features/queue/feature-imports-rxdb.ts', /boundaries/],
    ['src/shared/file-in-no-layer.ts', /no-unknown-files/],
    ['src/main/ipc-renderer-outside-preload.ts', /no-restricted-imports/],
    ['src/shared/lib/worker-global-in-shared.ts', /no-restricted-globals/],
    ['src/shared/domain/tickets/clock-in-domain.ts', /no-restricted-properties/],
    ['src/shared/lib/floating-promise.ts', /no-floating-promises/],
    ['src/shared/lib/default-export.ts', /no-default-export/],
    ['src/shared/lib/camelCaseName.ts', /filename-case/],
    ['src/shared/lib/unfinished.ts', /no-warning-comments/],
    ['src/shared/lib/any-type.ts', /no-explicit-any/],
    ['src/shared/lib/too-long.ts', /max-lines/],
    ['src/shared/lib/only.test.ts', /no-focused-tests/],
    ['src/shared/lib/skip.test.ts', /no-disabled-tests/],
    ['src/shared/lib/impatient.test.ts', /no-restricted-properties/],
    ['src/renderer/ui/console-in-renderer.ts', /no-console/],
  ],
  files: [
    ['src/shared/i18n/fi/queue.ts', /"ticket" is not our word/],
    ['src/shared/i18n/fi/queue.ts', /exclamation/],
  ],
  i18n: [
    ['src/shared/i18n/fi/queue.ts', /queue\.onlyFinnish is missing in en/],
    ['src/shared/i18n/en/queue.ts', /queue\.onlyEnglish is missing in fi/],
    ['src/shared/i18n/en/queue.ts', /queue\.count uses \{count\} but fi uses \{count, open\}/],
    ['src/shared/i18n/fi/queue.ts', /no code uses the key 'queue\.neverUsed'/],
    ['src/renderer/features/queue/planted-texts.tsx', /no catalogue has the key 'queue\.noSuchKey'/],
    ['src/renderer/features/queue/planted-texts.tsx', /aria-label.*"Planted label"/],
    ['src/renderer/features/queue/planted-texts.tsx', /JSX text.*"Planted sentence in JSX"/],
    ['src/renderer/features/queue/planted-texts.tsx', /JSX text.*"Planted branch"/],
    ['src/renderer/features/queue/planted-texts.tsx', /placeholder.*"Planted placeholder"/],
    ['src/renderer/features/queue/planted-texts.tsx', /message.*"Planted message"/],
  ],
  unused: [
    ['src/shared/lib/ground.ts', /Unused|ground/],
    ['tests/planted-test-helper.ts', /planted-test-helper/],
  ],
  format: [['src/shared/lib/not-formatted.ts', /not formatted/]],
};

/** Right files beside the wrong ones: a checker that reports everything proves nothing. */
const RIGHT = [
  'src/shared/lib/ground.ts',
  'src/shared/domain/tickets/ground.ts',
  'src/renderer/features/calls/index.ts',
  'src/renderer/features/queue/feature-imports-entry.ts',
  'src/renderer/data/data-imports-rxdb.ts',
  'src/shared/couchdb-sync/sync-imports-domain.ts',
];

let planted = '';
let empty = '';
beforeAll(() => {
  planted = plantedTree();
  empty = plantedTree({ withFiles: false });
});
afterAll(() => {
  for (const folder of [planted, empty]) rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.entries(EXPECTED))('check step %s', (step, expected) => {
  it('reports each planted violation and nothing that is right', { timeout: 60_000 }, async () => {
    const { problems, checked } = await runStep(step, planted);
    const missed = expected.filter(
      ([file, reason]) => !problems.some((problem) => problem.includes(file) && reason.test(problem)),
    );
    expect(missed).toEqual([]);
    expect(checked).not.toBe(0);
    if (step === 'unused') return;
    expect(problems.filter((problem) => RIGHT.some((file) => problem.includes(file)))).toEqual([]);
  });

  it('fails when it sees no file at all', { timeout: 60_000 }, async () => {
    const { problems } = await runStep(step, empty);
    expect(problems).not.toEqual([]);
  });
});

describe('a checker that breaks', () => {
  it('has failed, and is not taken for a clean run', async () => {
    const broken = plantedTree({ withFiles: false });
    mkdirSync(join(broken, 'src', 'shared', 'i18n', 'fi'), { recursive: true });
    writeFileSync(join(broken, 'src', 'shared', 'i18n', 'fi', 'queue.ts'), 'export const queue = {{;');
    const { problems } = await runStep('i18n', broken);
    rmSync(broken, { recursive: true, force: true });
    expect(problems).toHaveLength(1);
  });

  it('says so when a step has no such name', async () => {
    const { problems } = await runStep('nothing', empty);
    expect(problems[0]).toContain('there is no step');
  });
});

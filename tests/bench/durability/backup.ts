import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { withSource } from '@hub/backup/file-ends';
import { openBackup } from '@shared/backup/read-backup';
import { catalogues } from '@shared/i18n/catalogues';
import type { Bar } from '../bench';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { LEAD } from '../world/filled-server';
import { differences, fillTeam, hashesIn, hashesOf, hubCommand } from './backup-world';
import { hubAsk } from './hub-ask';
import type { DurabilityPart } from './part';

const fi = catalogues.fi;
const LIMIT = 300_000;

interface Measured {
  records: number;
  files: number;
  megabytes: number;
  backup: number;
  server: { seconds: number; different: number };
  profile: { look: number; seconds: number; different: number };
}

/** Bar 8: a backup of a whole team comes back onto an empty server and into an empty profile, equal by hash. */
export const backup: DurabilityPart = {
  name: 'backup',
  async run({ args, app, progress }) {
    const tickets = numberArgument(args, '--tickets', 20_000);
    const folder = await mkdtemp(join(tmpdir(), 'luuri-bench-backup-ä '));
    try {
      return barsOf(tickets, await measure(folder, app, tickets, progress));
    } finally {
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    }
  },
};

async function measure(
  folder: string,
  app: string,
  tickets: number,
  progress: (text: string) => void,
): Promise<Measured> {
  const saved = join(folder, 'team.zip');
  const sizes = { tickets, eventsPerTicket: 3, calls: tickets / 5, customers: tickets / 50, runs: 100 };
  progress(`backup: making ${tickets} tickets`);
  const source = await openHub({ dataDir: join(folder, 'source'), port: 0 });
  await fillTeam(hubAsk(source).ask, { ...sizes, files: tickets / 10 });
  progress('backup: writing');
  const seconds = await hubCommand('backup', saved, '--data-dir', source.dataDir);
  const before = await hashesOf(hubAsk(source).ask);
  await source.close();

  progress('backup: onto an empty server');
  const serverSeconds = await hubCommand(
    'restore',
    saved,
    '--data-dir',
    join(folder, 'empty'),
    '--user',
    LEAD.user,
  );
  const restored = await openHub({ dataDir: join(folder, 'empty'), port: 0 });
  const after = await hashesOf(hubAsk(restored).ask);
  await restored.close();

  progress('backup: into an empty profile');
  const server = await openHub({ dataDir: join(folder, 'new'), port: 0, staticFolder: app });
  try {
    await hubAsk(server).ask('POST', '/api/setup', {
      ...{ teamName: 'Bench', displayName: 'Maija', language: 'fi', ...LEAD },
    });
    const profile = await intoProfile(server, saved, folder);
    const facts = await withSource(saved, async (bytes) => {
      const { head } = await openBackup(bytes);
      return { records: head.records, files: head.files, megabytes: bytes.size / 1e6 };
    });
    return {
      ...facts,
      ...{
        backup: seconds,
        server: { seconds: serverSeconds, different: differences(before, after) },
        profile,
      },
    };
  } finally {
    await server.close();
  }
}

/** By the app's own screens, and cut off from the server, so that nothing but the backup fills the profile. */
async function intoProfile(hub: Hub, saved: string, folder: string): Promise<Measured['profile']> {
  const { page, context, close } = await openBrowser();
  try {
    page.setDefaultTimeout(LIMIT);
    await page.goto(hub.url);
    await page.getByLabel(fi.firstRun.user).fill(LEAD.user);
    await page.getByLabel(fi.firstRun.password, { exact: true }).fill(LEAD.password);
    await page.getByRole('button', { name: fi.firstRun.signIn.submit }).click();
    await page.locator('[data-phase=live][data-unsent="0"]').waitFor();
    await page.evaluate(() => history.pushState(null, '', '/settings/backup'));
    await page.getByRole('button', { name: fi.backup.choose }).waitFor();
    await context.route('**/db/**', (route) => route.abort());
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: fi.backup.choose }).click();
    const looking = Date.now();
    await (await chooser).setFiles(saved);
    await page.getByText(fi.backup.wouldHappen).waitFor();
    const look = (Date.now() - looking) / 1_000;
    await page.getByLabel(fi.backup.everything).check();
    const restoring = Date.now();
    await page.getByRole('button', { name: fi.backup.restore, exact: true }).click();
    await page.getByText(fi.backup.happened).waitFor();
    const seconds = (Date.now() - restoring) / 1_000;
    await page.getByRole('button', { name: fi.backup.backUpNow }).click();
    const copy = page.getByRole('button', { name: /^Tallenna kopio/ });
    await copy.waitFor();
    const download = page.waitForEvent('download');
    await copy.click();
    const mine = join(folder, 'profile.zip');
    await (await download).saveAs(mine);
    const hashes = (path: string) => withSource(path, async (bytes) => hashesIn(await openBackup(bytes)));
    return { look, seconds, different: differences(await hashes(saved), await hashes(mine)) };
  } finally {
    await close();
  }
}

function barsOf(tickets: number, { records, files, megabytes, ...measured }: Measured): Bar[] {
  const note = `load ${(loadavg()[0] ?? 0).toFixed(1)}`;
  const what = `${tickets} tickets (${records} records, ${files} files, ${megabytes.toFixed(0)} MB)`;
  const bar = (number: string, text: string, value: number, unit: Bar['unit'], limit: number): Bar => ({
    ...{ number, what: `${what}: ${text}`, value, unit, limit, direction: 'atMost', note },
  });
  const { server, profile } = measured;
  return [
    bar('8.1', 'backed up by the hub', measured.backup, 's', 60),
    bar('8.2', 'restored onto an empty server', server.seconds, 's', 60),
    bar('8.3', 'records and files that differ there', server.different, 'count', 0),
    bar(
      '8.4',
      `restored into an empty profile (looked at first: ${profile.look.toFixed(1)} s)`,
      profile.seconds,
      's',
      60,
    ),
    bar('8.5', 'records and files that differ there', profile.different, 'count', 0),
  ];
}

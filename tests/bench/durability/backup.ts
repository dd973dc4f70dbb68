import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHub } from '@hub/hub';
import type { Hub } from '@hub/hub';
import { withSource } from '@hub/backup/file-ends';
import { openBackup } from '@shared/backup/read-backup';
import type { Bar } from '../bench';
import { numberArgument } from '../world/arguments';
import { openBrowser } from '../world/browser';
import { allSent, fi, signIn } from '../world/desk';
import { askOf, LEAD, startTeam } from '../world/team';
import { atMost } from './at-most';
import { differences, fillTeam, hashesIn, hashesOf, hubCommand } from './backup-world';
import type { DurabilityPart } from './part';

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
  await fillTeam(askOf(source), { ...sizes, files: tickets / 10 });
  progress('backup: writing');
  const seconds = await hubCommand('backup', saved, '--data-dir', source.dataDir);
  const before = await hashesOf(askOf(source));
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
  const after = await hashesOf(askOf(restored));
  await restored.close();

  progress('backup: into an empty profile');
  const server = await openHub({ dataDir: join(folder, 'new'), port: 0, staticFolder: app });
  try {
    await startTeam(askOf(server));
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
    await signIn(page, hub.url);
    await allSent(page);
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
  const what = `${tickets} tickets (${records} records, ${files} files, ${megabytes.toFixed(0)} MB)`;
  const bar = atMost();
  const { server, profile } = measured;
  const looked = `looked at first: ${profile.look.toFixed(1)} s`;
  return [
    bar('8.1', `${what}: backed up by the hub`, measured.backup, 's', 60),
    bar('8.2', `${what}: restored onto an empty server`, server.seconds, 's', 60),
    bar('8.3', `${what}: records and files that differ there`, server.different),
    bar('8.4', `${what}: restored into an empty profile (${looked})`, profile.seconds, 's', 60),
    bar('8.5', `${what}: records and files that differ there`, profile.different),
  ];
}

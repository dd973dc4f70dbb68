import { changeStamp, readStamp } from '../store/stamp';

/** Names of the backups on this machine that were made before the old bytes of an erased person were gone from it. */
export async function outdatedBackups(team: string): Promise<readonly string[]> {
  return (await readStamp(team))?.oldBackups ?? [];
}

/** That one has been made anew since. */
export async function forgetOutdated(team: string, name: string): Promise<void> {
  await changeStamp(team, (now) => {
    const left = now?.oldBackups?.filter((other) => other !== name);
    return now && left ? { ...now, oldBackups: left } : null;
  });
}

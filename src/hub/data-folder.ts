import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where a person's hub keeps its data when nobody says otherwise. */
export function defaultDataFolder(
  environment: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  home: string = homedir(),
): string {
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'luuri');
  if (platform === 'win32')
    return join(environment['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'luuri');
  return join(environment['XDG_DATA_HOME'] || join(home, '.local', 'share'), 'luuri');
}

import { platform } from '@renderer/platform/platform';

/** The address of the server in force, for people; null when it is this very computer. */
export async function readServerAddress(): Promise<string | null> {
  const answer = await platform.connection();
  if (answer.ok && answer.value.address !== null) return answer.value.address;
  if (platform.kind === 'electron') return null;
  return /^(localhost|127\.|\[::1\])/.test(location.hostname) ? null : location.host;
}

/** Packaged, the hub lies beside the archive: its packages hold native code, which must be a real file. */
export function onDisk(path: string): string {
  return path.replace(/app\.asar(?=[/\\])/, 'app.asar.unpacked');
}

/** A hub somebody else runs, as `npm start` does; anything but http(s) is ignored. */
export function givenHub(environment: NodeJS.ProcessEnv): string | undefined {
  const address = environment['LUURI_HUB_ADDRESS']?.replace(/\/+$/, '');
  return address !== undefined && /^https?:\/\/[^/]+/.test(address) ? address : undefined;
}

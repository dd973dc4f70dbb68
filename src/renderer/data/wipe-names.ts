/** What a machine holds of one team, by the names it is stored under. Other teams on the machine keep theirs. */

/** Whether a database of this origin is this team's: its records, its files, what is kept beside them. */
export function isDatabaseOf(team: string, name: string): boolean {
  const parts = name.split(team);
  const [before = '', after] = [parts[0], parts.at(-1) ?? ''];
  return parts.length === 2 && /^(|.*[-_])$/.test(before) && /^(-files)?(-v\d+)?(--.*)?$/.test(after);
}

/** Whether an item of the local storage is this team's, or tells who was signed in. */
export function isItemOf(team: string, device: string, key: string): boolean {
  const own = ['luuri.session', 'luuri.devices', `luuri.ticketCounter.${device}`];
  return own.includes(key) || key.split(/[.:/]/).includes(team);
}

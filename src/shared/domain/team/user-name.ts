/** What the server accepts as a user name: it is part of record ids and addresses. */
export function isUserName(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,39}$/.test(text);
}

/** A user name from a person's name: `Maija Virtanen` is `maija.virtanen`, `Åke Öhman` is `ake.ohman`. */
export function suggestUserName(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '.')
    .replaceAll(/^\.+|\.+$/g, '')
    .slice(0, 40)
    .replace(/\.+$/, '');
}

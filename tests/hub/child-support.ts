/** Sets the team "Testi" up and gives what writes one batch of documents and tells the acknowledged ids. */
export async function setUpByHand(url: string): Promise<(batch: number) => Promise<string[]>> {
  const headers = { 'content-type': 'application/json' };
  const team = {
    teamName: 'Testi',
    displayName: 'Liisa',
    user: 'liisa',
    password: 'salasana-1',
    language: 'fi',
  };
  const made = await fetch(`${url}/api/setup`, { method: 'POST', headers, body: JSON.stringify(team) });
  const cookie = (made.headers.getSetCookie()[0] ?? '').split(';')[0] ?? '';
  return async (batch) => {
    const docs = Array.from({ length: 100 }, (_, index) => ({
      _id: `event:${batch}-${index}`,
      type: 'event',
      v: 1,
      kind: 'note',
      about: 'ticket:1',
      at: '000000001-000-t',
      occurredAt: '2026-11-21T10:00:00.000Z',
      author: 'liisa',
      device: 'AA',
    }));
    const response = await fetch(`${url}/db/luuri-testi/_bulk_docs`, {
      method: 'POST',
      headers: { ...headers, cookie },
      body: JSON.stringify({ docs }),
    });
    const rows = (await response.json()) as { id: string; ok?: true }[];
    return rows.filter((row) => row.ok).map((row) => row.id);
  };
}

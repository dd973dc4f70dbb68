/** A list that keeps its place: what is shown, and what has changed behind it. */
export interface SteadyList<Item> {
  items: readonly Item[];
  /** How many have come that are not shown yet. */
  arrived: number;
  /** Ids that are shown although they no longer belong here. */
  departed: ReadonlySet<string>;
}

/**
 * Lays the newest result over the order that is on the screen: rows stay where they are with their newest
 * content, new ones wait, and ones that left stay until the person asks for the list again.
 *
 * @param held ids in the order on the screen; null shows the newest result as it is
 * @param newest in the query's order
 * @param lookUp finds a row that has left the result; undefined when it is gone altogether
 */
export function steadyList<Item>(
  held: readonly string[] | null,
  newest: readonly Item[],
  idOf: (item: Item) => string,
  lookUp: (id: string) => Item | undefined,
): SteadyList<Item> {
  if (!held) return { items: newest, arrived: 0, departed: new Set() };
  const byId = new Map(newest.map((item) => [idOf(item), item]));
  const departed = new Set<string>();
  const items: Item[] = [];
  for (const id of held) {
    const current = byId.get(id);
    const item = current ?? lookUp(id);
    if (item === undefined) continue;
    if (!current) departed.add(id);
    items.push(item);
  }
  return { items, arrived: newest.length - (items.length - departed.size), departed };
}

/** A copy of the list with one item moved by one place; the same order at the ends. */
export function move<T>(items: readonly T[], index: number, by: -1 | 1): T[] {
  const next = [...items];
  const [item] = next.splice(index, 1);
  if (item !== undefined) next.splice(Math.max(0, Math.min(items.length - 1, index + by)), 0, item);
  return next;
}

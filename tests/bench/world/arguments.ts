/** The number after `name` among the arguments. Throws when something else follows it. */
export function numberArgument(args: readonly string[], name: string, otherwise: number): number {
  const text = textArgument(args, name);
  if (text === undefined) return otherwise;
  const value = Number(text);
  if (!Number.isFinite(value) || value <= 0) throw new Error(`${name} wants a number above 0, not ${text}`);
  return value;
}

/** What follows `name` among the arguments; undefined without it. Throws when nothing does. */
export function textArgument(args: readonly string[], name: string): string | undefined {
  const index = args.indexOf(name);
  if (index < 0) return undefined;
  const value = args[index + 1];
  if (value === undefined) throw new Error(`${name} wants a value`);
  return value;
}

export interface Span {
  from: string;
  to: string;
}

/** Whether a day's spans are whole times, end after they start, and do not overlap, in any order. */
export function areSpansValid(spans: readonly Span[]): boolean {
  const sorted = sortSpans(spans);
  return sorted.every((span, index) => {
    const before = sorted[index - 1];
    return isTime(span.from) && isTime(span.to) && span.from < span.to && (!before || before.to <= span.from);
  });
}

export function sortSpans(spans: readonly Span[]): Span[] {
  return [...spans].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

/** A span to add after those there are: an hour after the last, or office hours. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = sortSpans(spans).at(-1);
  if (!last) return { from: '08:00', to: '16:00' };
  const hour = Math.min(22, Number(last.to.slice(0, 2)) + 1);
  const pad = (amount: number) => String(amount).padStart(2, '0');
  return { from: `${pad(hour)}:00`, to: `${pad(hour + 1)}:00` };
}

function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/**
 * Every word of the names once, so that a typed word is compared with each different word, not with each name.
 * Words are folded; they are only ever added.
 */
export interface WordBook {
  /** The number of a word; the same word always gets the same. */
  idOf(word: string): number;
  /**
   * How well each word goes with the typed one, by word number: 0 not at all, 1 with a typing error,
   * 2 contained, 3 begins with it, 4 equal.
   */
  match(typed: string): Uint8Array;
}

export function createWordBook(): WordBook {
  const words: string[] = [];
  const letters: number[] = [];
  const ids = new Map<string, number>();
  return {
    idOf(word) {
      let id = ids.get(word);
      if (id === undefined) {
        id = words.length;
        ids.set(word, id);
        words.push(word);
        letters.push(lettersOf(word));
      }
      return id;
    },
    match(typed) {
      const marks = new Uint8Array(words.length);
      const errors = typed.length < 4 ? 0 : typed.length < 8 ? 1 : 2;
      const wanted = lettersOf(typed);
      for (let id = 0; id < words.length; id += 1) {
        const word = words[id] ?? '';
        // Each error can miss one letter at most: most words are ruled out without measuring.
        if (bits(wanted & ~(letters[id] ?? 0)) > errors) continue;
        if (word.startsWith(typed)) marks[id] = word.length === typed.length ? 4 : 3;
        else if (typed.length >= 3 && word.includes(typed)) marks[id] = 2;
        else if (errors > 0 && beginsAlmost(word, typed, errors)) marks[id] = 1;
      }
      return marks;
    },
  };
}

/** Which letters a word has, as bits; several letters share a bit. */
function lettersOf(word: string): number {
  let set = 0;
  for (let index = 0; index < word.length; index += 1) set |= 1 << (word.charCodeAt(index) & 31);
  return set;
}

function bits(set: number): number {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Whether some beginning of the word is at most so many insertions, deletions, changes or swaps away. */
export function beginsAlmost(word: string, typed: string, errors: number): boolean {
  if (word.length < typed.length - errors) return false;
  const width = Math.min(word.length, typed.length + errors) + 1;
  let before: number[] = [];
  let above = Array.from({ length: width }, (_, column) => column);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    let best = row;
    for (let column = 1; column < width; column += 1) {
      const same = typed[row - 1] === word[column - 1];
      let cost = Math.min(
        (above[column - 1] ?? 99) + (same ? 0 : 1),
        (above[column] ?? 99) + 1,
        (current[column - 1] ?? 99) + 1,
      );
      const swapped = row > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (swapped) cost = Math.min(cost, (before[column - 2] ?? 99) + 1);
      current.push(cost);
      best = Math.min(best, cost);
    }
    if (best > errors) return false;
    before = above;
    above = current;
  }
  return Math.min(...above) <= errors;
}

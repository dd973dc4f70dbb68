/**
 * Whether anything would tell that the server is gone: a request that is under way breaks with it. Between two requests
 * another server may have taken its place unnoticed.
 */
export interface Line {
  began(): void;
  /** @param whole whether it ended with an answer that made sense */
  ended(whole: boolean): void;
  /** Whether a request is under way. */
  watched(): boolean;
  /** Called when a request has failed, and when none is under way any more. */
  onGap(callback: () => void): void;
}

export function createLine(): Line {
  let open = 0;
  let gap = () => {};
  return {
    began() {
      open += 1;
    },
    ended(whole) {
      open -= 1;
      if (!whole || open === 0) gap();
    },
    watched: () => open > 0,
    onGap(callback) {
      gap = callback;
    },
  };
}

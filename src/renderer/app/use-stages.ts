import { useEffect, useState } from 'react';

/**
 * Counts up to `last`, each step in a task of its own. What is mounted in steps is no single long task: a key that is
 * pressed meanwhile, the drawing of the step before, and the sync get their turn in between.
 */
export function useStages(last: number): number {
  const [stage, setStage] = useState(0);
  useEffect(() => {
    if (stage === last) return;
    // Not at once: React would join it to the work under way.
    const timer = setTimeout(() => setStage(stage + 1));
    return () => clearTimeout(timer);
  }, [stage, last]);
  return stage;
}

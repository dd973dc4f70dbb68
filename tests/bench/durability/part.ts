import type { Bar } from '../bench';

/** One bar of durability, or several that are measured together. */
export interface DurabilityPart {
  /** For `--only`. */
  name: string;
  /** Measures. What takes minutes keeps what it has in a file of its own (`world/partial.ts`). */
  run(context: DurabilityContext): Promise<readonly Bar[]>;
}

export interface DurabilityContext {
  /** Arguments after the bench's name. */
  args: readonly string[];
  /** Folder of the app's production build. */
  app: string;
  progress(text: string): void;
}

import { leanRows } from './steps/2-lean-rows';
import type { Step } from './steps/step';

/** Every step there ever was, in order: a store of any age is brought up by all that it lacks. */
export const steps: readonly Step[] = [leanRows];

/** The form of what is stored before there was a stamp. */
export const FIRST_FORM = 1;

/** The form that this version reads and writes. A store of a later one is not touched. */
export const FORM = steps.at(-1)?.form ?? FIRST_FORM;

/** Whether a key was pressed in a dialog, where the dock's keys do not work. */
export function isInDialog(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('[role=dialog]') !== null;
}

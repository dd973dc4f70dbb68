/**
 * For the panel that an act high on the page brings up below the edge of a low window. The focus stays where it is:
 * somebody may be writing the notes of a call.
 */
export function intoView(panel: HTMLElement | null): void {
  panel?.scrollIntoView({ block: 'nearest' });
}

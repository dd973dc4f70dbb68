import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/**
 * Fails unless a person can get at every control that is on offer now: it is in the window, or comes there when the
 * pane it is in is scrolled, and nothing lies over it. Where a dialog or a list is open, only that counts.
 */
export async function expectAllReachable(page: Page, where: string): Promise<void> {
  await page.waitForFunction(() =>
    document.getAnimations().every((animation) => animation.playState !== 'running'),
  );
  const { looked, problems } = await page.evaluate(lookAtControls);
  expect(problems, where).toEqual([]);
  expect(looked, `controls of ${where}`).toBeGreaterThan(0);
}

/** Runs in the page. */
function lookAtControls(): { looked: number; problems: string[] } {
  const controls =
    'button, a[href]:not([href^="#"]), input, textarea, [role=option], [role=radio], [role=tab], [role=menuitem], [role=menuitemcheckbox]';
  const problems: string[] = [];
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && sizeOf(element) > 4;
  const open = [...document.querySelectorAll('[role=dialog], [role=menu], [role=listbox]')].filter(
    // The lists of the screens themselves are part of them.
    (element) => isShown(element) && element.closest('main') === null,
  );
  const scope = open.at(-1) ?? document.body;
  if (scope !== document.body) {
    const { left, top, right, bottom } = scope.getBoundingClientRect();
    if (left < 0 || top < 0 || right > innerWidth || bottom > innerHeight) problems.push('reaches outside');
  }
  let looked = 0;
  for (const control of scope.querySelectorAll<HTMLElement>(controls)) {
    // A radio or check box is drawn by its label.
    const seen = (control.matches('[type=radio], [type=checkbox]') && labelOf(control)) || control;
    if (control.closest('[aria-hidden=true], :disabled') || !isShown(seen)) continue;
    looked += 1;
    const problem = problemOf(seen);
    if (problem) problems.push(`${problem}: ${nameOf(control)}`);
  }
  return { looked, problems };

  function sizeOf(element: Element): number {
    const { width, height } = element.getBoundingClientRect();
    return Math.min(width, height);
  }
  function labelOf(control: HTMLElement): HTMLElement | null {
    return control.closest('label') ?? document.querySelector<HTMLElement>(`label[for="${control.id}"]`);
  }
  function problemOf(element: HTMLElement): string {
    element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
    // A script can scroll what a person cannot.
    for (let pane = element.parentElement; pane; pane = pane.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(pane);
      const isMoved =
        (pane.scrollTop !== 0 && /hidden|clip/.test(overflowY)) ||
        (pane.scrollLeft !== 0 && /hidden|clip/.test(overflowX));
      if (isMoved) {
        pane.scrollTo({ top: 0, left: 0, behavior: 'instant' });
        return 'is cut off';
      }
    }
    if (document.scrollingElement?.scrollTop) {
      document.scrollingElement.scrollTop = 0;
      return 'moves the window';
    }
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    if (!hit) return 'is outside the window';
    if (element.contains(hit) || hit.closest('label')?.contains(element)) return '';
    return `is under ${hit.tagName.toLowerCase()} "${hit.textContent?.slice(0, 40) ?? ''}"`;
  }
  function nameOf(element: HTMLElement): string {
    return `${element.tagName.toLowerCase()} ${element.getAttribute('aria-label') ?? element.textContent?.slice(0, 60) ?? ''}`;
  }
}

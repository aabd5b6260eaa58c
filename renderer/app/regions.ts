// F6 and Shift+F6: from region to region (navigation, top bar, work, foot) as on every desktop.
const FOCUSABLE = 'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex="0"]';

/** Moves the focus to the next region (previous with -1) and tells whether there was one. */
export function nextRegion(step: 1 | -1, root: ParentNode = document): boolean {
  const regions = [...root.querySelectorAll<HTMLElement>('[data-region]')];
  const here = regions.findIndex((region) => region.contains(document.activeElement));
  for (let turn = 1; turn <= regions.length; turn += 1) {
    const region = regions[(here + step * turn + regions.length * 2) % regions.length];
    const target = region?.querySelector<HTMLElement>(FOCUSABLE);
    if (target) {
      target.focus();
      return true;
    }
  }
  return false;
}

/**
 * Puts the focus on the new screen's title, so that a screen reader says where one is. Leaves a field alone that already took it, and the palette
 * that somebody quick has opened while the screen was still coming.
 */
export function focusScreen(root: ParentNode = document): void {
  const main = root.querySelector('[data-region="main"]');
  if (main?.contains(document.activeElement) && document.activeElement !== main) return;
  if (document.activeElement?.closest('[aria-modal="true"], [role="dialog"]')) return;
  root.querySelector<HTMLElement>('[data-screen-title]')?.focus({ preventScroll: true });
}

// Keys of a screen: useShortcut('mod+k', find). Single letters work only outside fields and can be switched off (WCAG 2.1.4).
import { useEffect, useRef } from 'react';
import { makeStore } from '../app/stores.ts';

/** Whether single letters do something; the sheet of keys switches it. */
export const useLetterKeys = makeStore<{ on: boolean }>(() => ({ on: true }));

const IN_FIELD = 'input, textarea, select, [contenteditable="true"], [role="textbox"], [role="combobox"], [role="searchbox"]';

/** True while typing goes into a field. */
export function typing(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  const field = target.closest(IN_FIELD);
  return field !== null && !(field instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(field.type));
}

/** Whether a key event is this combination ('mod+enter', 'r', '?', 'alt+down'). mod is Ctrl, on a Mac ⌘. */
export function matches(event: KeyboardEvent, keys: string): boolean {
  const parts = keys.toLowerCase().split('+');
  const key = parts.at(-1) ?? '';
  const names: Record<string, string> = { up: 'arrowup', down: 'arrowdown', left: 'arrowleft', right: 'arrowright', esc: 'escape', space: ' ' };
  if (event.key.toLowerCase() !== (names[key] ?? key)) return false;
  if ((event.ctrlKey || event.metaKey) !== parts.includes('mod')) return false;
  if (event.altKey !== parts.includes('alt')) return false;
  // "?" and other signs need Shift on many keyboards; for letters and named keys Shift counts.
  return /^[^a-z0-9]$/.test(key) || event.shiftKey === parts.includes('shift');
}

export interface ShortcutOptions {
  /** Also while typing in a field. Default: only for combinations with mod or alt, and function keys. */
  inFields?: boolean;
  enabled?: boolean;
}

/** Calls `act` on the keys while mounted. The innermost screen that handles a key first (preventDefault) wins. */
export function useShortcut(keys: string, act: (event: KeyboardEvent) => void, options: ShortcutOptions = {}): void {
  const { enabled = true, inFields = /mod\+|alt\+|^f\d+$/i.test(keys) } = options;
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!enabled) return;
    const single = [...keys].length === 1;
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || !matches(event, keys)) return;
      if (!inFields && typing(event.target)) return;
      if (single && !useLetterKeys.getState().on) return;
      event.preventDefault();
      latest.current(event);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [keys, enabled, inFields]);
}

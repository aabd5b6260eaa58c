// Keys pressed between "new invoice" and the moment its first field is there: kept, and given to the field in the order they came. navigate.ts begins, the editor takes.
import { onReset } from './stores.ts';

interface Kept {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
}

/** A screen that has not come by then will not; keys must never be swallowed for good. */
const LONGEST_MS = 10_000;
const NAMED: ReadonlySet<string> = new Set(['Enter', 'Tab', 'Backspace', 'ArrowDown', 'ArrowUp']);

let kept: Kept[] = [];
let listening = false;
let replaying = false;
let timer: ReturnType<typeof setTimeout> | undefined;

/** What belongs to the form that is coming. Everything else (lock, find, Escape, an input method at work) goes its usual way. */
function belongs(event: KeyboardEvent): boolean {
  if (event.isComposing || event.altKey) return false;
  if (event.ctrlKey || event.metaKey) return event.key === 'Enter';
  return event.key.length === 1 || NAMED.has(event.key);
}

function listen(event: KeyboardEvent): void {
  if (!event.isTrusted && replaying) return;
  if (event.key === 'Escape') return dropKeys();
  if (!belongs(event)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const { key, ctrlKey, metaKey, shiftKey } = event;
  kept.push({ key, ctrlKey, metaKey, shiftKey });
}

/** From now on keys are kept. Ends with giveKeys or dropKeys. */
export function keepKeys(): void {
  dropKeys();
  listening = true;
  window.addEventListener('keydown', listen, true);
  timer = setTimeout(dropKeys, LONGEST_MS);
}

/** Forgets what was kept: nothing is coming that could take it. */
export function dropKeys(): void {
  kept = [];
  listening = false;
  clearTimeout(timer);
  window.removeEventListener('keydown', listen, true);
}

/** Gives the kept keys to whatever has the focus, one after the other; what is pressed meanwhile joins the end of the line. */
export async function giveKeys(): Promise<void> {
  if (!listening || replaying) return;
  if (kept.length === 0) return dropKeys();
  replaying = true;
  try {
    for (let next = kept.shift(); next !== undefined; next = kept.shift()) {
      give(next);
      // The screen answers one key before it gets the next: Enter moves the focus on.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  } finally {
    replaying = false;
    dropKeys();
  }
}

function give(one: Kept): void {
  const target = document.activeElement ?? document.body;
  const taken = !target.dispatchEvent(new KeyboardEvent('keydown', { ...one, bubbles: true, cancelable: true }));
  if (taken || one.ctrlKey || one.metaKey || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
  const text = edited(target, one.key);
  if (text === null) return;
  // Through the prototype: a controlled field notices a new value only when its own setter is passed by.
  const proto = target instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(proto, 'value')?.set?.call(target, text.value);
  target.setSelectionRange(text.at, text.at);
  target.dispatchEvent(new InputEvent('input', { bubbles: true, data: one.key.length === 1 ? one.key : null, inputType: one.key.length === 1 ? 'insertText' : 'deleteContentBackward' }));
}

/** The text after this key, and where the caret stands then; null when the key writes nothing. */
function edited(field: HTMLInputElement | HTMLTextAreaElement, key: string): { value: string; at: number } | null {
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  const cut = key === 'Backspace' && start === end ? Math.max(0, start - 1) : start;
  if (key.length !== 1 && key !== 'Backspace') return null;
  const typed = key.length === 1 ? key : '';
  return { value: field.value.slice(0, cut) + typed + field.value.slice(end), at: cut + typed.length };
}

onReset(dropKeys);

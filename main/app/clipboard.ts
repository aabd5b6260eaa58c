// Puts a secret on the clipboard from main only, and takes it off again after a minute or on quit, if it is still there (SECURITY H64).
import { clipboard } from 'electron';

const CLEAR_AFTER_MS = 60_000;
let held: string | null = null;
let timer: NodeJS.Timeout | null = null;

/** Copies; after 60 s the clipboard is emptied unless something else was copied since. */
export function copySecret(text: string): void {
  void clipboard.writeText(text); // a promise in newer runtimes
  held = text;
  if (timer) clearTimeout(timer);
  timer = setTimeout(() => void clearSecret(), CLEAR_AFTER_MS);
}

/** Also called on lock and quit. */
export async function clearSecret(): Promise<void> {
  const secret = held;
  held = null;
  if (timer) clearTimeout(timer);
  timer = null;
  // newer runtimes answer with a promise, older ones at once
  if (secret !== null && (await clipboard.readText()) === secret) clipboard.clear();
}

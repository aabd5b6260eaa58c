// Undo and redo of the draft. Pure; only the editor's store calls it.

/** Edits of the same thing within this time are one step back. */
const BURST_MS = 1000;
const MOST_STEPS = 200;

export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** What was edited last and when, to join keystrokes of one word. */
  readonly burst: { readonly label: string; readonly at: number } | null;
}

export function startHistory<T>(now: T): History<T> {
  return { past: [], now, future: [], burst: null };
}

/** Makes `next` the present. Edits with the same label in quick succession join; label null never joins. */
export function record<T>(h: History<T>, next: T, label: string | null, at: number): History<T> {
  if (next === h.now) return h;
  const joins = label !== null && h.burst !== null && h.burst.label === label && at - h.burst.at < BURST_MS;
  const past = joins ? h.past : [...h.past, h.now].slice(-MOST_STEPS);
  return { past, now: next, future: [], burst: label === null ? null : { label, at } };
}

export function undo<T>(h: History<T>): History<T> {
  const before = h.past.at(-1);
  if (before === undefined) return h;
  return { past: h.past.slice(0, -1), now: before, future: [h.now, ...h.future], burst: null };
}

export function redo<T>(h: History<T>): History<T> {
  const [after, ...rest] = h.future;
  if (after === undefined) return h;
  return { past: [...h.past, h.now], now: after, future: rest, burst: null };
}

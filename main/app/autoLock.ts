// Decides when to lock by itself: idle too long, screen locked, laptop asleep, another user. Pure of electron; main/index.ts feeds it.

export interface AutoLockDeps {
  /** Milliseconds that never run backwards. */
  monotonicMs(): number;
  idleMinutes(): number;
  isOpen(): boolean;
  lock(reason: 'idle' | 'system'): void;
}
export interface AutoLock {
  /** The person did something in the window. */
  touch(): void;
  /** Call every few seconds. */
  check(): void;
  /** The operating system locked, slept or switched user. */
  system(): void;
}

/**
 * Idle is counted from the last input in our own window, on the monotonic clock: setting the time back does not keep the books open.
 * After a sleep the first check locks as well, since the monotonic clock may or may not have stood still.
 */
export function autoLock(deps: AutoLockDeps): AutoLock {
  let last = deps.monotonicMs();
  return {
    touch: () => {
      last = deps.monotonicMs();
    },
    check: () => {
      if (deps.isOpen() && deps.monotonicMs() - last >= deps.idleMinutes() * 60_000) deps.lock('idle');
    },
    system: () => {
      if (deps.isOpen()) deps.lock('system');
    },
  };
}

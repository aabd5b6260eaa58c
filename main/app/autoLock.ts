// Decides when to lock by itself: idle too long, screen locked, laptop asleep, another user. Pure of electron; main/index.ts feeds it.

export interface AutoLockDeps {
  /** Milliseconds that never run backwards. */
  monotonicMs(): number;
  /** Wall time in milliseconds. */
  nowMs(): number;
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

/** The wall clock may run this much ahead of the other between two checks; more means that the computer slept. */
const SLEPT_MS = 60_000;

/**
 * Idle is counted from the last input in our own window, on the monotonic clock: setting the time back does not keep the books open.
 * Where nobody tells us of a sleep, the first check after it sees that the wall clock went on while the monotonic one stood still.
 */
export function autoLock(deps: AutoLockDeps): AutoLock {
  let last = deps.monotonicMs();
  const ahead = (): number => deps.nowMs() - deps.monotonicMs();
  let usual = ahead();
  const slept = (): boolean => {
    const before = usual;
    usual = ahead();
    return usual - before > SLEPT_MS;
  };
  return {
    touch: () => {
      last = deps.monotonicMs();
    },
    check: () => {
      const sleptSince = slept();
      if (!deps.isOpen()) return;
      if (sleptSince) deps.lock('system');
      else if (deps.monotonicMs() - last >= deps.idleMinutes() * 60_000) deps.lock('idle');
    },
    system: () => {
      if (deps.isOpen()) deps.lock('system');
    },
  };
}

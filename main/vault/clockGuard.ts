// Judges the computer's clock against the highest time ever seen while unlocked. Called by login and recover.
import { AppError } from '../../contract/errors.ts';

/** Small corrections by a time service are normal. */
const BACK_MS = 300_000;
/** Longer than a holiday: ask before believing it, since a login in a wrong 2099 would make every later date look set back. */
const AHEAD_MS = 45 * 86_400_000;

/** 'back': a phone code seen earlier could be valid again, so phone codes are not accepted. 'jump': the person must confirm the date. */
export function judgeClock(nowMs: number, highMs: number): 'ok' | 'back' | 'jump' {
  if (nowMs < highMs - BACK_MS) return 'back';
  return highMs > 0 && nowMs > highMs + AHEAD_MS ? 'jump' : 'ok';
}

/** Throws CLOCK_BACK unless the try brings a recovery code, CLOCK_JUMP unless the date was confirmed. */
export function assertClock(nowMs: number, highMs: number, allowed: { back: boolean; jump: boolean }): void {
  const verdict = judgeClock(nowMs, highMs);
  if (verdict === 'back' && !allowed.back) throw new AppError('CLOCK_BACK');
  if (verdict === 'jump' && !allowed.jump) throw new AppError('CLOCK_JUMP');
}

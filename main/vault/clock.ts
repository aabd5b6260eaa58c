// The only place that reads the machine's clocks; handed to services and the vault so that tests can set the time.

/** Wall time for records and codes, monotonic time for delays that must not follow a changed wall clock. */
export interface Clock {
  /** Milliseconds since 1970, UTC, as this computer believes. */
  nowMs(): number;
  /** Milliseconds since some start; never goes back, stops at process end. */
  monotonicMs(): number;
}

/** The real clocks. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => Number(process.hrtime.bigint() / 1_000_000n),
};

/** An instant as everything stores it: ISO 8601, UTC, milliseconds ('2026-11-22T16:50:09.123Z'). */
export function isoUtc(ms: number): string {
  return new Date(ms).toISOString();
}

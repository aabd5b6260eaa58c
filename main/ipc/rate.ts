// How often the renderer may call: a token bucket, so that a runaway page is slowed down and the app stays alive (SECURITY H40).

const PER_SECOND = 50;
const BURST = 150;

export interface Bucket {
  /** Takes one token; false when there is none. */
  take(): boolean;
}

/** 50 calls a second on average, short bursts of 150 (opening a screen asks for several things at once). */
export function bucket(monotonicMs: () => number): Bucket {
  let tokens = BURST;
  let last = monotonicMs();
  return {
    take() {
      const now = monotonicMs();
      tokens = Math.min(BURST, tokens + ((now - last) * PER_SECOND) / 1000);
      last = now;
      if (tokens < 1) return false;
      tokens -= 1;
      return true;
    },
  };
}

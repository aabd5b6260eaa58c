// What the demo says while it runs, how long each part took, and everything that differs from what was expected.

export interface Progress {
  /** Says what begins; returns the milliseconds it took, once it is over. */
  stage<T>(name: string, words: string, work: () => Promise<T>): Promise<T>;
  say(words: string): void;
  /** Notes a difference; the demo goes on, and fails at the end. */
  compare(what: string, found: unknown, expected: unknown): void;
  readonly timings: Record<string, number>;
  readonly differences: string[];
}

function shown(value: unknown): string {
  return typeof value === 'bigint' ? value.toString() : JSON.stringify(value);
}

/** Prints to `out`; the clock starts now. */
export function progress(out: (line: string) => void): Progress {
  const began = performance.now();
  const timings: Record<string, number> = {};
  const differences: string[] = [];
  const say = (words: string) => out(`[${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s] ${words}`);
  return {
    timings,
    differences,
    say,
    async stage(name, words, work) {
      say(words);
      const start = performance.now();
      try {
        return await work();
      } finally {
        timings[name] = Math.round(performance.now() - start);
      }
    },
    compare(what, found, expected) {
      if (shown(found) === shown(expected)) return;
      differences.push(`${what}: ${shown(found)} instead of ${shown(expected)}`);
      say(`DIFFERS  ${differences.at(-1)}`);
    },
  };
}

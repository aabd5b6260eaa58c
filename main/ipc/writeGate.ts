// While an import holds the database's write lock in its own process, writes from the window wait here instead of stalling the main thread.

export interface WriteGate {
  /** Resolves at once, or when the holder is done. */
  pass(): Promise<void>;
  /** True while a job holds the lock: timers skip their write and come again. */
  readonly held: boolean;
  /** Runs `work` as the holder; a second one waits for the first. */
  hold<T>(work: () => Promise<T>): Promise<T>;
}

export function writeGate(): WriteGate {
  let tail: Promise<void> = Promise.resolve();
  let holders = 0;
  return {
    get held() {
      return holders > 0;
    },
    pass: () => tail,
    async hold(work) {
      const before = tail;
      let open = (): void => undefined;
      tail = new Promise<void>((resolve) => {
        open = resolve;
      });
      holders += 1;
      await before;
      try {
        return await work();
      } finally {
        holders -= 1;
        open();
      }
    },
  };
}

// Saves a draft a moment after typing stops, one save at a time, and at once when asked. Knows no React and no wire; only the editor's store calls it.

export const AUTOSAVE_MS = 400;

export interface Autosave {
  /** Something changed: save soon. */
  touch: () => void;
  /** Save now if anything is unsaved; resolves when nothing is under way any more. True: everything is stored. */
  flush: () => Promise<boolean>;
  /** Forget what is pending (the draft was discarded, issued, or reloaded). */
  drop: () => void;
}

/**
 * `save` stores what stands there at the moment it is called and answers whether that worked; it never throws.
 * After a failed save the next touch or flush tries again.
 */
export function createAutosave(save: () => Promise<boolean>, delay = AUTOSAVE_MS): Autosave {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let unsaved = false;
  let running: Promise<boolean> | null = null;

  function stopTimer(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
  }

  async function run(): Promise<boolean> {
    unsaved = false;
    const worked = await save();
    if (!worked) unsaved = true;
    return worked;
  }

  function start(): Promise<boolean> {
    stopTimer();
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  }

  async function flush(): Promise<boolean> {
    stopTimer();
    // A save under way carries an older text: wait for it, then save what came after.
    if (running) await running;
    return unsaved ? start() : true;
  }

  return {
    touch() {
      unsaved = true;
      stopTimer();
      timer = setTimeout(() => void flush(), delay);
    },
    flush,
    drop() {
      stopTimer();
      unsaved = false;
    },
  };
}

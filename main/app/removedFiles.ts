// Files just removed from a draft, held in memory for as long as "Undo" may be pressed, then wiped; at once when the books close. Only the login that removed one gets it back. Called by ipc/handlers/asides.ts; books.ts lets go of them.

export interface RemovedFile {
  documentId: string;
  name: string;
  bytes: Buffer;
}
export interface RemovedFiles {
  hold: (session: object, id: string, file: RemovedFile) => void;
  /** Hands it over, once; null when it is gone. */
  take: (session: object, id: string) => RemovedFile | null;
  /** Wipes all of them: the books close. */
  forget: () => void;
}

const HELD_MS = 60_000;
/** As many messages as are shown at once. */
const MOST = 3;

export function removedFiles(heldMs = HELD_MS): RemovedFiles {
  const held = new Map<string, { session: object; file: RemovedFile; timer: NodeJS.Timeout }>();
  const drop = (id: string) => {
    const one = held.get(id);
    if (one === undefined) return null;
    clearTimeout(one.timer);
    held.delete(id);
    return one;
  };
  const wipe = (id: string) => void drop(id)?.file.bytes.fill(0);
  return {
    hold(session, id, file) {
      const [oldest] = held.keys();
      if (held.size >= MOST && oldest !== undefined) wipe(oldest);
      held.set(id, { session, file, timer: setTimeout(() => wipe(id), heldMs).unref() });
    },
    take(session, id) {
      const one = drop(id);
      if (one === null) return null;
      if (one.session === session) return one.file;
      one.file.bytes.fill(0);
      return null;
    },
    forget() {
      for (const id of [...held.keys()]) wipe(id);
    },
  };
}

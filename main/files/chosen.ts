// Files that the person chose in a dialog of main: the renderer holds only a token for each (SECURITY H35).
import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';

const KEEP_MS = 60 * 60_000;
const MOST = 20;

/** Where a task finds its bytes. */
export type FileSource = { path: string } | { bytes: Uint8Array };

export interface ChosenFiles {
  add(path: string): string;
  /** The bytes of a file that was dropped: it has no path that main knows. */
  addDropped(bytes: Uint8Array): string;
  /** Of either kind. @throws AppError FILE_GONE */
  source(token: string): FileSource;
  /** @throws AppError FILE_GONE when the token is unknown or an hour old */
  path(token: string): string;
  /** On lock: nothing chosen before is known after. */
  forgetAll(): void;
}

export function chosenFiles(nowMs: () => number): ChosenFiles {
  const files = new Map<string, { source: FileSource; at: number }>();
  const keep = (source: FileSource): string => {
    const oldest = files.keys().next();
    if (files.size >= MOST && !oldest.done) files.delete(oldest.value);
    const token = randomUUID();
    files.set(token, { source, at: nowMs() });
    return token;
  };
  const source = (token: string): FileSource => {
    const file = files.get(token);
    if (!file || nowMs() - file.at > KEEP_MS) throw new AppError('FILE_GONE');
    return file.source;
  };
  return {
    add: (path) => keep({ path }),
    addDropped: (bytes) => keep({ bytes }),
    source,
    path(token) {
      const found = source(token);
      if (!('path' in found)) throw new AppError('FILE_GONE');
      return found.path;
    },
    forgetAll: () => files.clear(),
  };
}

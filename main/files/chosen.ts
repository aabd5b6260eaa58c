// Files that the person chose in a dialog of main: the renderer holds only a token for each (SECURITY H35).
import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';

const KEEP_MS = 60 * 60_000;
const MOST = 20;

export interface ChosenFiles {
  add(path: string): string;
  /** @throws AppError FILE_GONE when the token is unknown or an hour old */
  path(token: string): string;
  /** On lock: nothing chosen before is known after. */
  forgetAll(): void;
}

export function chosenFiles(nowMs: () => number): ChosenFiles {
  const files = new Map<string, { path: string; at: number }>();
  return {
    add(path) {
      const oldest = files.keys().next();
      if (files.size >= MOST && !oldest.done) files.delete(oldest.value);
      const token = randomUUID();
      files.set(token, { path, at: nowMs() });
      return token;
    },
    path(token) {
      const file = files.get(token);
      if (!file || nowMs() - file.at > KEEP_MS) throw new AppError('FILE_GONE');
      return file.path;
    },
    forgetAll: () => files.clear(),
  };
}

// What a person is told when Billfold cannot even show its window. Pure; main/index.ts puts it into the system's own message box, the page is not there yet.
import { isAppError } from '../../contract/errors.ts';

export interface StartFailure {
  message: string;
  /** What stays safe, and the way on. */
  detail: string;
}

const WORDS: Readonly<Record<string, StartFailure>> = {
  FOLDER_UNSAFE: {
    message: 'The folder of your books is not safe.',
    detail: 'It is a link, or it belongs to somebody else, so another program could put other books in its place. Nothing was opened. Give the folder back to your own user, then start Billfold again.',
  },
  DISK_FULL: { message: 'The disk is full.', detail: 'Your books are safe; Billfold needs a little room to start. Make some, then start Billfold again.' },
  DISK_READONLY: {
    message: 'The folder of your books cannot be written.',
    detail: 'Your books are safe. Look whether the disk is write-protected or the folder belongs to somebody else, then start Billfold again.',
  },
  NO_TEMP: {
    message: 'There is no place for temporary files.',
    detail: 'Billfold tests its locks before it opens anything, and needs the folder for temporary files of this computer for that. Your books are untouched. Make that folder writable, then start Billfold again.',
  },
  NATIVES: { message: 'Part of Billfold was changed.', detail: 'A file of the program is not the one it was made with, so nothing was opened. Your books are untouched. Install Billfold again from where you got it.' },
  SELF_TEST_FAILED: { message: 'The locks did not pass their test.', detail: 'Billfold checks its own encryption before it opens anything, and it did not give the right answers. Your books are untouched. Install Billfold again.' },
};
const OTHER: StartFailure = { message: 'Billfold did not start.', detail: 'Your books are untouched. Start it again; if it happens once more, the log beside your books says where it stopped.' };

/** The words for whatever stopped the start. */
export function startFailure(error: unknown): StartFailure {
  if (!isAppError(error)) return OTHER;
  const what = error.detail.params?.['what'];
  return WORDS[what === 'temp' ? 'NO_TEMP' : what === 'natives' ? 'NATIVES' : error.code] ?? OTHER;
}

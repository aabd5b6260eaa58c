// Reads a file that the person chose: an ordinary one, not larger than allowed, with errors that name no path. Used by main and its job process.
import { readFileSync, statSync } from 'node:fs';
import { AppError } from '../../contract/errors.ts';
import { diskError } from './write.ts';

/** @throws AppError FILE_TOO_LARGE, FILE_UNREADABLE, FILE_GONE */
export function readChosen(path: string, most: number): Buffer {
  try {
    const stat = statSync(path);
    if (!stat.isFile()) throw new AppError('FILE_UNREADABLE');
    if (stat.size > most) throw new AppError('FILE_TOO_LARGE', { params: { mib: Math.floor(most / 1048576) } });
    return readFileSync(path);
  } catch (error) {
    const mapped = diskError(error);
    throw mapped instanceof AppError && mapped.code !== 'PLACE_NO_ACCESS' ? mapped : new AppError('FILE_UNREADABLE');
  }
}

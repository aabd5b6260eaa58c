// The unfinished file of an export: where it lies, and taking away one that a crash has left. It is not encrypted, so none may stay.
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { README } from './manifest.ts';
import { LOCAL, LOCAL_SIZE } from './zipFormat.ts';

/** Beside the target, so that giving it its name is one step. Always the same, so that the next try finds what the last one left. */
export function partOf(target: string): string {
  return `${target}.part`;
}

/** Removes an unfinished export of ours. A file of that name that is something else stays, and the export is then refused as FILE_EXISTS. */
export function clearPart(part: string): void {
  if (isOurs(part)) rmSync(part, { force: true });
}

function isOurs(part: string): boolean {
  let file: number;
  try {
    file = openSync(part, 'r');
  } catch {
    return false; // not there, or not ours to read
  }
  try {
    const head = Buffer.alloc(LOCAL_SIZE + README.length);
    const size = readSync(file, head, 0, head.length, 0);
    return size === 0 || (size === head.length && head.readUInt32LE(0) === LOCAL && head.toString('latin1', LOCAL_SIZE) === README);
  } finally {
    closeSync(file);
  }
}

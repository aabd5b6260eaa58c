// The unfinished file of an export: where it lies, and taking away one that a crash has left. It is not encrypted, so none may stay.
import { closeSync, openSync, readSync, rmSync } from 'node:fs';
import { LOCAL, LOCAL_SIZE } from './zipFormat.ts';

/** What our archives begin with, as far as it is looked at. */
const FIRST_LENGTH = 10;
const FIRST = ['README.txt', 'documents.csv', 'customer.json'].map((name) => name.slice(0, FIRST_LENGTH));

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
    const head = Buffer.alloc(LOCAL_SIZE + FIRST_LENGTH);
    const size = readSync(file, head, 0, head.length, 0);
    return size === 0 || (size === head.length && head.readUInt32LE(0) === LOCAL && FIRST.includes(head.toString('latin1', LOCAL_SIZE)));
  } finally {
    closeSync(file);
  }
}
